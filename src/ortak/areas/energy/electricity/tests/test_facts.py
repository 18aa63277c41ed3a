"""The facts: a source in every row, units that fit together, and figures that other sources bear out."""

import shutil
from pathlib import Path

import pytest

from ortak.areas.energy.electricity import facts as reading
from ortak.areas.energy.electricity.facts import TABLES, load_facts
from ortak.areas.energy.electricity.supply import energies, kinds, yearly_demand
from ortak.areas.energy.market_folder import BadFolder

FOLDER = Path(reading.__file__).parents[1] / "data" / "electricity"


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_row_says_where_it_is_from(table):
    facts = load_facts()
    assert facts.tables[table]
    for row in facts.tables[table]:
        assert row.cells["source"] in facts.sources or row.cells["method"] == "assumed", row
        assert row.cells["locator"] or row.cells.get("method"), row


def test_every_source_can_be_looked_up():
    for source in load_facts().sources.values():
        assert source.title and source.publisher and source.year.isdecimal(), source
        assert source.url.startswith(("https://", "http://")), source


def test_no_source_stands_there_for_nothing():
    facts = load_facts()
    used = {row.cells["source"] for rows in facts.tables.values() for row in rows}
    used |= {row.cells["source"] for row in facts.methods.values()}
    said = " ".join(
        row.cells["locator"] + row.cells.get("cost_locator", "") for rows in facts.tables.values() for row in rows
    )
    assert not [each for each in facts.sources if each not in used and each not in said]


def test_the_parts_of_kazakhstan_make_the_whole():
    facts = load_facts()
    parts = [zone for zone in facts.zones.values() if zone.state == "KZ"]
    assert sum(yearly_demand(facts, zone, 2023) for zone in parts) == pytest.approx(115.068, rel=1e-3)
    for fuel, whole in (("coal", 13_550), ("gas", 4_180), ("hydro", 2_900)):
        assert sum(kinds(facts, zone, 2023).get(fuel, 0.0) for zone in parts) == pytest.approx(whole, rel=1e-3)


def test_demand_is_borne_out_by_the_ministries():
    """Balances against figures that were not used for them: AZ 29.27 + 0.21 - 3.25 TWh; TR 1,145 GWh a day at most."""
    facts = load_facts()
    zones = facts.zones
    assert yearly_demand(facts, zones["AZ"], 2023) == pytest.approx(29.27 + 0.212 - 3.25, rel=0.01)
    assert 0.7 < yearly_demand(facts, zones["TR"], 2023) * 1e3 / 365 / 1_145.8 < 0.85


def test_energy_fits_into_the_plants():
    facts = load_facts()
    for zone in facts.zones.values():
        if zone.state == "EU":
            continue
        has, makes = kinds(facts, zone, 2023), energies(facts, zone, 2023)
        for fuel in ("hydro", "wind", "solar"):
            if fuel in has and fuel in makes and zone.state != "UZ":
                assert makes[fuel] * 1e6 < has[fuel] * 8_760 * 0.65, (zone.id, fuel)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("ember", "nowhere", "there is no source 'nowhere'"),
        (",ember,", ",,", "a row needs a source"),
        ("capacity_mw", "capacity", "no column capacity_mw"),
    ],
)
def test_a_row_without_a_source_is_refused(tmp_path, monkeypatch, old, new, says):
    shutil.copytree(FOLDER, tmp_path / "data" / "electricity")
    file = tmp_path / "data" / "electricity" / "capacity.csv"
    file.write_text(file.read_text().replace(old, new, 1))
    monkeypatch.setattr(reading, "files", lambda _: tmp_path)
    reading.load_facts.cache_clear()
    try:
        with pytest.raises(BadFolder, match=says):
            load_facts()
    finally:
        reading.load_facts.cache_clear()
