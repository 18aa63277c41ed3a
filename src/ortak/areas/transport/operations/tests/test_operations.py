"""The corridor as run: figures read or refused, published times kept, what-ifs and limits that make sense."""

import csv
import doctest
import shutil
from pathlib import Path

import pytest

from ortak.areas.transport.network import load_network
from ortak.areas.transport.operations import capacities, corridors, figures, measures, trade, ways, what_ifs
from ortak.areas.transport.operations.measures import MEASURES, measure
from ortak.areas.transport.operations.ways import Ask, NoWay, quickest_way
from ortak.engines.transport.capacity import cheapest_flow
from ortak.engines.transport.network import BadNetwork
from ortak.engines.transport.planning import Planner
from ortak.engines.transport.simulation import Line, Move, Train, Vessel, pert, simulate

FOLDER = Path(str(figures.FOLDER))
RAIL = frozenset({"road"})
MIDDLE = Ask(frozenset({"middle"}), RAIL)
NETWORK, FIGURES = load_network(), figures.load_figures()


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    for file in FOLDER.glob("*.csv"):
        shutil.copy(file, folder)
    text = (folder / f"{name}.csv").read_text("utf-8")
    assert old in text
    (folder / f"{name}.csv").write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_every_figure_has_a_source_or_says_that_it_is_assumed() -> None:
    with (FOLDER / "sources.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    for figure in FIGURES.figures.values():
        assert figure.assumed or set(figure.source.split(";")) <= known, figure.id
        assert figure.note or not figure.assumed, figure.id
    for investment in capacities.investments():
        assert set(investment.gain_source.split(";")) <= known
        assert investment.cost_source or investment.option.cost is None
        assert set(investment.cost_source.split(";")) <= known | {""}
        assert all(code.startswith("TRA-") for code in investment.codes)


def test_draws_lie_between_low_and_high_and_repeat() -> None:
    drawn = FIGURES.drawn(1, 5)
    assert drawn == FIGURES.drawn(1, 5) != FIGURES.drawn(1, 6)
    for (subject, quantity), figure in FIGURES.figures.items():
        assert figure.spread.low <= drawn.value(quantity, subject) <= figure.spread.high
        assert FIGURES.value(quantity, subject) == figure.spread.usual
    shares = zip(FIGURES.closed, drawn.closed_share(), strict=True)
    assert all(spread.low <= share <= spread.high for spread, share in shares)


def test_the_queue_and_the_procedure_make_the_published_time() -> None:
    """Whatever the share and the load: the mean of a border step is the mean that was published."""
    for hours in (pert(3, 6.4, 12.8), pert(0.5, 0.5, 4.0), pert(6.3, 26.1, 74.0)):
        for number in range(20):
            drawn = FIGURES.drawn(9, number)
            line = corridors.split("x", hours, "rail border", ("work", "queue"), drawn)
            load, service = line.utilisation, line.service
            wait = load * service.mean * (1 + service.squared_variation) / (2 * (1 - load))
            assert service.mean + line.after.mean + wait == pytest.approx(
                hours.mean * drawn.value("scale", "rail border"), rel=0.01
            )
            assert load < 1


def test_the_stages_of_the_corridor() -> None:
    way = quickest_way(NETWORK, "cn-xian", "ge-poti", FIGURES, MIDDLE)
    corridor = corridors.corridor_of(NETWORK, way, FIGURES)
    kinds = [type(stage) for stage in corridor.stages]
    assert kinds[0] is Train and kinds.count(Vessel) == 1 and kinds.count(Line) >= 5
    assert not any(isinstance(stage, Train) for stage in corridors.corridor_of(NETWORK, way, FIGURES, False).stages)
    groups = {stage.group for stage in corridor.stages if isinstance(stage, Move) and stage.group}
    assert groups == {"rail CN", "rail KZ", "rail AZ", "rail GE"}


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [("cn-xian", "az-absheron", 11), ("az-absheron", "cn-xian", 12), ("kz-altynkol", "ge-poti", 12)],
)
def test_published_times_are_met_without_being_used(start: str, end: str, days: float) -> None:
    """Three of transit_times.csv, use `test`, within a tenth; all of them are in docs/transport-simulation.md."""
    way = quickest_way(NETWORK, start, end, FIGURES, MIDDLE)
    result = simulate(corridors.corridor_of(NETWORK, way, FIGURES, gather=False), 1_000)
    assert result.quantile(0.5) / 24 == pytest.approx(days, rel=0.1)


def test_winter_is_slower_than_summer() -> None:
    way = quickest_way(NETWORK, "kz-altynkol", "az-absheron", FIGURES, MIDDLE)
    corridor = corridors.corridor_of(NETWORK, way, FIGURES)
    january, july = (simulate(corridor, 1_500, start=(day * 24.0, day * 24.0 + 720)) for day in (0, 181))
    assert january.causes["weather"].mean > 2 * july.causes["weather"].mean


def test_ways_are_refused_with_the_gap() -> None:
    with pytest.raises(NoWay, match="no such leg leaves there"):
        quickest_way(NETWORK, "kz-altynkol", "hu-budapest-rail", FIGURES, Ask(frozenset({"cku"})))
    with pytest.raises(NoWay, match="both start and end"):
        quickest_way(NETWORK, "kz-altynkol", "kz-altynkol", FIGURES)


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("operations", "0.2,0.4,0.6", "0.6,0.4,0.2", "operations.csv, line 2, usual: 0.6, 0.4, 0.2 do not rise"),
        ("operations", "load-aktau,kz-aktau,load", "load-aktau,az-alat,load", "is there twice"),
        ("operations", "0.2,0.4,0.6", "0.2,much,0.6", "'much' is not a number"),
        ("closed_sea", "Caspian,12", "Caspian,11", "closed_sea.csv: 11 months"),
    ],
)
def test_bad_cells_are_refused_with_their_line(tmp_path: Path, table: str, old: str, new: str, says: str) -> None:
    with pytest.raises(BadNetwork, match=says):
        figures.read_figures(changed(tmp_path, table, old, new))


def test_limits_name_legs_of_the_network_and_gains_name_limits(tmp_path: Path) -> None:
    for year in capacities.YEARS:
        for scenario in capacities.SCENARIOS:
            problem = capacities.problem_of(NETWORK, year, scenario)
            assert all(limit.arcs for limit in problem.limits)
            problem.with_gains(capacities.options())
    with pytest.raises(capacities.UnknownYear, match="there are 2025, 2030, 2040"):
        capacities.problem_of(NETWORK, 2031)
    with pytest.raises(BadNetwork, match="is not LIMIT:AMOUNT"):
        capacities.investments(changed(tmp_path, "investments", "aktau-teu:100000", "aktau-teu:many"))


def test_todays_traffic_finds_room_and_that_of_2030_does_not() -> None:
    now = cheapest_flow(capacities.problem_of(NETWORK, 2025))
    assert now.bottlenecks == () and sum(now.served.values()) == pytest.approx(77_000 + 334_900)
    later = cheapest_flow(capacities.problem_of(NETWORK, 2030))
    assert later.bottlenecks == ("alat-teu",) and later.limits["alat-teu"].share == pytest.approx(1.0)


def test_an_unknown_cost_is_left_out_and_a_finished_work_adds_nothing() -> None:
    costs = {each.id: each.cost for each in capacities.options()}
    assert costs["alat-2"] is None and costs["zangezur"] is None and costs["aktau-hub"] == 38_000_000
    assert "btk-5" not in costs


def test_each_measure_answers_with_intervals_and_codes() -> None:
    found = what_ifs.answers(NETWORK, MEASURES, draws=2, replications=60)
    by_code = {each.measure.code: each for each in found}
    assert len(by_code) == len(MEASURES)
    assert {code for each in MEASURES for code in each.codes} >= {"TRA-1", "TRA-2", "TRA-3", "TRA-6", "TRA-9", "TRA-10"}
    for each in found:
        for value in (each.hours, each.usd, each.time_usd, each.co2_kg, each.teu):
            assert value.low <= value.value + 1e-9 and value.value <= value.high + 1e-9
        assert each.gained.before - each.gained.after == pytest.approx(each.hours.value, abs=1e-6)
        assert sum(each.gained.causes.values()) == pytest.approx(each.hours.value, abs=1e-6)
    assert by_code["transport.border_time"].hours.value > by_code["transport.digital_document"].hours.value > 10
    assert by_code["transport.vessels"].hours.value > 0
    assert by_code["transport.tariff"].usd.value > 0 and by_code["transport.green_traction"].co2_kg.value > 0
    room = by_code["transport.port_time"].room_teu
    assert room is not None and room.value > 0
    assert by_code["transport.vessels"].held_by == ("Port of Baku at Alat, containers",)
    alone = what_ifs.answer(NETWORK, measure("border_time"), draws=2, replications=60)
    assert alone.hours == by_code["transport.border_time"].hours


def test_what_brings_the_corridor_below_so_many_days() -> None:
    found = what_ifs.what_brings_below(NETWORK, replications=60)
    assert found[0].sets == ((),)
    assert all(each.sets for each in found)
    assert [len(each.sets[0]) for each in found] == sorted(len(each.sets[0]) for each in found)
    assert what_ifs.what_brings_below(NETWORK, [2.0], replications=20)[0].sets == ()


def test_money_and_carbon_of_a_way() -> None:
    way = quickest_way(NETWORK, "cn-xian", "ge-poti", FIGURES, MIDDLE)
    assert trade.dollars(way, 0.05) < trade.dollars(way) < trade.dollars(way, 0.999)
    planned = Planner(NETWORK).routes("cn-xian", "ge-poti", ("time",))[0]
    same = tuple(part.arc for part in planned.legs)
    assert trade.kilograms(NETWORK, same) == pytest.approx(planned.known_co2_kg)
    assert 0 < trade.kilograms(NETWORK, way, electric=True) < trade.kilograms(NETWORK, way)


@pytest.mark.parametrize("module", [figures, ways, corridors, capacities, measures, trade, what_ifs])
def test_examples_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
