"""The gravity model, the pairs without a link, and the effect of a route."""

import math

import numpy as np
import pytest

from ortak.engines.transport.air import MODEL, AirError, AirNetwork, Airport, City, connect, open_route, unserved
from ortak.engines.transport.air.gravity import NORMAL_80

CITIES = [
    City("baku", "AZ", 40.38, 49.89, 2_351_300, 22_100),
    City("almaty", "KZ", 43.25, 76.91, 1_977_011, 35_900),
    City("astana", "KZ", 51.18, 71.45, 1_544_142, 35_900),
    City("osh", "KG", 40.53, 72.80, 322_164, 7_000),
    City("nicosia-north", "XN", 35.18, 33.36, None, None),
    City("nearby", "AZ", 40.40, 49.95, 100_000, 22_100),
]
PLACES = [Airport(city.id[:4].upper(), city.id, city.state, city.lat, city.lon) for city in CITIES]
DEMAND = MODEL.demand(CITIES, ("baku", "almaty"))


def test_the_index_is_the_formula() -> None:
    constant, people, wealth, far, same = MODEL.coefficients
    km = DEMAND.km[1, 2]

    def value(one: City, other: City, km: float) -> float:
        assert one.population and other.population and one.gdp and other.gdp
        size = people * math.log(one.population * other.population / 1e12)
        rich = wealth * math.log(one.gdp * other.gdp / 1e8)
        return math.exp(constant + size + rich + far * math.log(km / 1000) + same * (one.state == other.state))

    reference = value(CITIES[0], CITIES[1], DEMAND.km[0, 1])
    assert DEMAND.index[1, 2] == pytest.approx(100 * value(CITIES[1], CITIES[2], km) / reference)
    assert DEMAND.index[0, 1] == pytest.approx(100)


def test_the_interval_is_never_narrower_than_what_the_model_leaves() -> None:
    known = np.isfinite(DEMAND.index)
    assert np.all(DEMAND.high[known] / DEMAND.index[known] >= math.exp(NORMAL_80 * MODEL.left) - 1e-9)
    assert np.allclose(DEMAND.high * DEMAND.low, DEMAND.index**2, equal_nan=True)


def test_the_model_is_silent_where_it_knows_nothing() -> None:
    assert np.all(np.isnan(DEMAND.index[4]))
    assert math.isnan(DEMAND.index[0, 5])


@pytest.mark.parametrize("reference", [("baku", "nowhere"), ("baku", "nicosia-north")])
def test_a_reference_that_cannot_be(reference: tuple[str, str]) -> None:
    with pytest.raises(AirError, match="reference"):
        MODEL.demand(CITIES, reference)


def test_a_mass_that_cannot_be() -> None:
    with pytest.raises(AirError, match="positive numbers"):
        City("x", "AZ", 40, 50, -5, 1)


def test_pairs_without_a_link_most_demand_first() -> None:
    network = AirNetwork.of(PLACES, [("BAKU", "ALMA"), ("ALMA", "ASTA")])
    gaps = unserved(network, connect(network), CITIES, DEMAND)
    pairs = [(gap.one, gap.other) for gap in gaps]
    assert ("baku", "almaty") not in pairs and ("almaty", "astana") not in pairs
    assert [gap.index for gap in gaps] == sorted((gap.index for gap in gaps), reverse=True)
    connected = next(gap for gap in gaps if (gap.one, gap.other) == ("baku", "astana"))
    assert (connected.via, connected.hours) == (
        "ALMA",
        pytest.approx(2 * 40 / 60 + 1.5 + 0.068 / 60 * (DEMAND.km[0, 1] + DEMAND.km[1, 2])),
    )
    assert next(gap for gap in gaps if "osh" in (gap.one, gap.other)).hours is None


def test_a_route_gives_links_connections_and_hours() -> None:
    network = AirNetwork.of(PLACES, [("BAKU", "ALMA"), ("ALMA", "ASTA")])
    effect = open_route(network, "BAKU", "ASTA", CITIES, DEMAND)
    assert [(gain.one, gain.other, gain.kind) for gain in effect.gains] == [("baku", "astana", "direct")]
    assert effect.saved == pytest.approx(effect.gains[0].saved)
    assert (effect.count("direct"), effect.count("one stop")) == (1, 0)
    further = open_route(network, "OSH", "ALMA", CITIES, DEMAND)
    assert {(gain.one, gain.other, gain.kind) for gain in further.gains} == {
        ("almaty", "osh", "direct"),
        ("baku", "osh", "one stop"),
        ("astana", "osh", "one stop"),
    }
    assert further.saved is None


def test_a_route_that_is_there_already() -> None:
    network = AirNetwork.of(PLACES, [("BAKU", "ALMA")])
    with pytest.raises(AirError, match="ALMA and BAKU have a direct link already"):
        open_route(network, "ALMA", "BAKU", CITIES, DEMAND)
