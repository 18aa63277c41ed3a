"""The facts of air links hold together, and a table that does not is refused with its line."""

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from ortak.areas.transport.air.answers import chosen_gaps, study
from ortak.areas.transport.air.facts import STATES, SURVEY, air_facts, read
from ortak.areas.transport.air.selecting import FIRST_YEAR, BadChoice, Wanted, select
from ortak.engines.transport.air import AirError, great_circle_km
from ortak.engines.transport.network import BadNetwork

DATA = Path(__file__).parents[1] / "data" / "air"


def test_every_state_has_airports_and_every_route_a_document() -> None:
    facts = air_facts()
    assert {airport.actor for airport in facts.airports.values()} == set(STATES)
    for route in facts.routes:
        source = facts.sources[route.source]
        assert source.url.startswith("http") and source.title and source.publisher
        assert FIRST_YEAR <= int(route.seen[:4]) <= int(SURVEY[:4])
    assert {route.source for route in facts.routes} == {s.id for s in facts.sources.values() if s.kind == "press"}
    assert not {airport.city for airport in facts.airports.values()} ^ set(facts.cities)


def test_a_city_lies_where_its_airport_does() -> None:
    facts = air_facts()
    for airport in facts.airports.values():
        city = facts.cities[airport.city]
        assert great_circle_km((airport.lat, airport.lon), (city.lat, city.lon)) < 90, airport.code


def test_what_is_not_known_is_none() -> None:
    facts = air_facts()
    assert facts.cities["nicosia-north"].population is None
    assert facts.cities["nicosia-north"].gdp is None
    assert any(route.weekly is None for route in facts.routes)


def test_demand_ranks_the_pairs_that_are_flown_above_others() -> None:
    """Out of sample: the coefficients are of the world's flights in 2014, these links were seen later."""
    found = study()
    position = {city.id: number for number, city in enumerate(found.cities)}
    served = np.zeros(found.demand.index.shape, bool)
    for one, other in found.network.links:
        ends = [position[found.network.airports[each].city] for each in (one, other)]
        served[ends, ends[::-1]] = True
    upper = np.triu(np.isfinite(found.demand.index), 1)
    index, flown = found.demand.index[upper], served[upper]
    order = index.argsort().argsort() + 1
    flights = int(flown.sum())
    drawn = (order[flown].sum() - flights * (flights + 1) / 2) / (flights * (len(index) - flights))
    assert drawn > 0.85


def test_gaps_by_state_and_scope() -> None:
    found = study()
    states = {city.id: city.state for city in found.cities}
    between = chosen_gaps(found)
    assert all(states[gap.one] != states[gap.other] for gap in between)
    own = chosen_gaps(found, ["KZ"], "within")
    assert own and all(states[gap.one] == states[gap.other] == "KZ" for gap in own)
    pair = chosen_gaps(found, ["HU", "KG"])
    assert pair and all({states[gap.one], states[gap.other]} == {"HU", "KG"} for gap in pair)
    assert len(chosen_gaps(found, scope="all")) == len(found.gaps) > len(between)
    with pytest.raises(AirError, match="valid are AZ, KZ"):
        chosen_gaps(found, ["US"])
    with pytest.raises(AirError, match="valid are between, within, all"):
        chosen_gaps(found, scope="some")


def test_fewer_links_are_known_of_late() -> None:
    assert len(study(2025).network.links) < len(study().network.links)


def test_places_by_code_and_by_name() -> None:
    found = study()
    assert (found.find("gyd"), found.find("baku"), found.find("Istanbul")) == (("GYD",), ("GYD",), ("IST", "SAW"))
    with pytest.raises(AirError, match="tashkent"):
        found.find("Tashkemt")
    with pytest.raises(AirError, match="Istanbul has several airports: IST, SAW; name one"):
        found.effect("Istanbul", "GYD")
    with pytest.raises(AirError, match="are the same place"):
        found.trips("Baku", "GYD")


def test_trips_agree_with_the_table() -> None:
    found = study()
    ways = found.trips("BSZ", "BUD")
    here, there = found.network.index_of("BSZ"), found.network.index_of("BUD")
    assert ways[0].hours == pytest.approx(found.table.hours[here, there])
    assert found.network.airports[found.table.via[here, there]].code == ways[0].stop
    [direct] = [way for way in found.trips("GYD", "TAS") if way.stop is None]
    assert direct.facts == air_facts().pairs["GYD", "TAS"]


def test_routes_that_are_wanted() -> None:
    facts = air_facts()
    assert all("HU" in facts.states_of(route.pair) for route in select(facts, Wanted(state="HU")))
    within = select(facts, Wanted(state="KZ", other="KZ"))
    assert within and all(facts.states_of(route.pair) == ("KZ", "KZ") for route in within)
    assert {route.airline for route in select(facts, Wanted(q="turkmenistan airlines"))} == {"Turkmenistan Airlines"}
    for wrong in (Wanted(state="US"), Wanted(kind="x"), Wanted(airport="XXX")):
        with pytest.raises(BadChoice, match="valid are"):
            select(facts, wrong)


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (
            "routes",
            ",2025-05,1,,operating,trend-4040128",
            ",05-2025,1,,operating,trend-4040128",
            "neither a year nor a",
        ),
        ("routes", "GYD,TAS,Centrum Air", "GYD,TAX,Centrum Air", "other: 'TAX' is not known"),
        ("routes", "GYD,TAS,Centrum Air", "TAS,GYD,Centrum Air", "in the order of the alphabet"),
        ("routes", ",operating,trend-4040128", ",flying,trend-4040128", "is none of operating, announced"),
        ("routes", ",operating,trend-4040128", ",operating,nobody", "source: 'nobody' is not known"),
        ("airports", "GYD,UBBB", "GNJ,UBBB", "two airports have the code GNJ"),
        ("cities", "baku,Baku,AZ,AZ,40", "baku,Baku,AZ,AZ,140", "is not from -90 to 90"),
    ],
)
def test_a_table_that_does_not_hold_is_refused(tmp_path: Path, table: str, old: str, new: str, said: str) -> None:
    folder = copytree(DATA, tmp_path / "air")
    file = folder / f"{table}.csv"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadNetwork, match=rf"{table}\.csv, line \d+.*{said}"):
        read(folder)
