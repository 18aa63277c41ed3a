"""The region's market: the engine's totals from other arithmetic, real years and days, and folders that read back."""

from datetime import date

import numpy as np
import pytest

from ortak.areas.energy.electricity.case import bundled, write_case
from ortak.areas.energy.electricity.market import Line, lines, made
from ortak.areas.energy.electricity.outcome import outcome
from ortak.areas.energy.electricity.supply import Draw, south_asia, supplies
from ortak.areas.energy.electricity.what_ifs import sample
from ortak.areas.energy.market_building import read_market
from ortak.areas.energy.market_folder import BadFolder
from ortak.engines.energy.coupling import clear

DAY = date(2023, 1, 16)
HOURS = np.arange(15 * 24, 16 * 24)


def test_the_parts_of_welfare_are_those_of_the_engine():
    """The engine adds up from its own volumes; here every step is filled in merit order and counted."""
    world = made(supplies(), lines(), HOURS)
    result = clear(world.market.checked())
    found = outcome(world, result)
    for mine, theirs in (
        (found.consumers, result.consumers),
        (found.producers, result.producers),
        (found.rent, result.rent),
    ):
        assert mine.sum() == pytest.approx(float(theirs.sum()) * 1e-5, rel=1e-9)
    total = found.welfare.sum() + float(result.external.sum()) * 1e-5
    assert total == pytest.approx(float(result.welfare.sum()) * 1e-5, rel=1e-9)


def test_a_step_is_counted_for_its_fuel():
    world = made(supplies(), lines(), HOURS)
    result = clear(world.market)
    sold = outcome(world, result).by_fuel
    for place, zone in enumerate(world.market.zones):
        by_fuel = sum(value for (where, _), value in sold.items() if where == zone)
        assert by_fuel == pytest.approx(result.sold[:, place].sum() / 1_000)


def test_the_year_resembles_the_real_one():
    """Generation of 2023 as published, for zones where the model does not take it from there: within a tenth."""
    zones = supplies()
    world = made(zones, lines(today=True), sample())
    sold = clear(world.market).sold.sum(axis=0) * (8_760 / sample().size) / 1e9
    by_state: dict[str, float] = {}
    for supply, energy in zip(zones, sold, strict=True):
        by_state[supply.zone.state] = by_state.get(supply.zone.state, 0.0) + float(energy)
    published = {"AZ": 29.09, "HU": 35.54, "KG": 13.6, "KZ": 113.59, "TM": 32.6, "TR": 319.79, "UZ": 76.8}
    for state, twh in published.items():
        assert by_state[state] == pytest.approx(twh, rel=0.12), state


@pytest.mark.parametrize("day", sorted(bundled()))
def test_a_bundled_day_is_what_the_facts_give(tmp_path, day):
    """If this fails: `ortak energy case --day DAY --out src/ortak/areas/energy/data/electricity/days/DAY`."""
    write_case(tmp_path / "day", 2023, date.fromisoformat(day))
    for file in bundled()[day].iterdir():
        assert file.read_bytes() == (tmp_path / "day" / file.name).read_bytes()


def test_a_folder_reads_back_as_the_market_it_was(tmp_path):
    assert write_case(tmp_path / "day", 2023, DAY, "today") == 24
    read = clear(read_market(tmp_path / "day").market)
    straight = clear(made(supplies(), lines(today=True), HOURS).market)
    assert read.welfare.tolist() == straight.welfare.tolist()


def test_a_whole_year_is_written(tmp_path):
    zones = supplies()
    assert zones[0].load.size == 8_760
    with pytest.raises(BadFolder, match="no demand for 2019; there is 2023"):
        write_case(tmp_path / "year", 2019)
    with pytest.raises(BadFolder, match="2022-01-16 is not in 2023"):
        write_case(tmp_path / "year", 2023, date(2022, 1, 16))
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").touch()
    with pytest.raises(BadFolder, match="is there and not empty"):
        write_case(tmp_path / "taken", 2023, DAY)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["taken"]


def test_contracts_carry_less_than_links_can():
    full, today = ({line.id: line for line in lines(today=each)} for each in (False, True))
    assert set(full) == set(today)
    for name in full:
        assert today[name].forward <= full[name].forward and today[name].backward <= full[name].backward
    assert today["kz-north-south"] == full["kz-north-south"]


def test_links_are_added_on_top():
    assert "black-sea" not in {line.id for line in lines()}
    found = {line.id: line for line in lines(added=(("black-sea", 1_000.0, 900.0), ("ge-tr", 1.0, 2.0)))}
    assert found["black-sea"] == Line("black-sea", "GE", "EU", 1_000.0, 900.0)
    assert (found["ge-tr"].forward, found["ge-tr"].backward) == (701.0, 702.0)


def test_more_capacity_never_costs_welfare():
    zones = supplies()
    welfare = [
        int(clear(made(zones, links, HOURS).market).welfare.sum())
        for links in (lines(today=True), lines(), lines(added=(("caspian", 1_000.0, 1_000.0),)))
    ]
    assert welfare == sorted(welfare)


def test_draws_change_the_world_and_come_again():
    dry, wet = (supplies(draw=Draw(water=each))[3].plants[0].mw.sum() for each in (0.85, 1.1))
    assert dry < wet
    again = supplies.__wrapped__(draw=Draw(water=0.85))[3].plants[0].mw.sum()
    assert again == dry


def test_buyers_beyond_afghanistan_gain_nothing_themselves():
    zones = (*supplies(), south_asia(8_760, 1_300.0))
    links = (*lines(), Line("casa-1000", "TJ", "AF", 1_300.0, 0.0))
    world = made(zones, links, np.arange(200 * 24, 201 * 24))
    found = outcome(world, clear(world.market))
    assert found.served[-1] > 0
    assert found.consumers[-1] == pytest.approx(0.0, abs=found.served[-1] * 45)
