"""Lines, vessels and trains wait as long as queueing theory says."""

import math

import numpy as np
import pytest

from ortak.engines.transport.simulation import (
    Corridor,
    Distribution,
    Line,
    Train,
    Vessel,
    constant,
    exponential_of,
    lognormal,
    pert,
    simulate,
)
from ortak.engines.transport.simulation.distributions import packed
from ortak.engines.transport.simulation.lines import waits
from ortak.engines.transport.simulation.randomness import poisson, stream_key, uniform
from ortak.engines.transport.simulation.theory import (
    batch_wait,
    full_vessel_wait,
    multi_server_wait,
    single_server_wait,
    vessel_wait,
)

CUSTOMERS = 1_500_000


def mean_wait(rate: float, service: Distribution, servers: int = 1) -> float:
    kinds, tables = packed([service])
    return float(waits(11, CUSTOMERS, rate, servers, kinds[0], tables[0]).mean())


@pytest.mark.parametrize("load", [0.3, 0.6, 0.8])
@pytest.mark.parametrize("servers", [1, 2, 5])
def test_exponential_services(load: float, servers: int) -> None:
    """M/M/1 and M/M/c against Erlang's formula."""
    expected = multi_server_wait(load * servers, 1.0, servers)
    assert mean_wait(load * servers, exponential_of(1.0), servers) == pytest.approx(expected, rel=0.025)


@pytest.mark.parametrize("service", [constant(1.0), pert(0.2, 0.8, 3.0), lognormal(1.0, 1.2), exponential_of(1.0)])
def test_any_service(service: Distribution) -> None:
    """M/D/1 and M/G/1 against Pollaczek and Khinchine."""
    rate = 0.75 / service.mean
    expected = single_server_wait(rate, service.mean, service.squared_variation)
    assert mean_wait(rate, service) == pytest.approx(expected, rel=0.02)


def test_erlang_with_one_server_is_the_single_server() -> None:
    assert multi_server_wait(0.7, 1.0, 1) == pytest.approx(single_server_wait(0.7, 1.0, 1.0))


@pytest.mark.parametrize("load", [0.5, 0.85])
def test_a_box_meets_the_usual_queue(load: float) -> None:
    """Each replication simulates what came before it: the empty start is forgotten."""
    line = Line("border", "work", "queue", exponential_of(3.0), load / 3.0)
    result = simulate(Corridor("x", (line,)), 20_000, seed=5)
    assert result.causes["queue"].mean == pytest.approx(single_server_wait(load / 3, 3.0, 1.0), rel=0.04)
    assert result.causes["work"].mean == pytest.approx(3.0, rel=0.02)


@pytest.mark.parametrize("shift", [0.0, 1.0])
def test_a_vessel_with_room(shift: float) -> None:
    result = simulate(Corridor("x", (Vessel("ferry", 30.0, shift=shift),)), 40_000, seed=6)
    assert result.mean == pytest.approx(vessel_wait(30.0, shift), rel=0.02)
    if not shift:
        assert result.totals.max() <= 30.0 and np.quantile(result.totals, 0.25) == pytest.approx(7.5, rel=0.03)


@pytest.mark.parametrize(("capacity", "rate"), [(10, 0.3), (10, 0.38), (40, 1.5)])
def test_a_vessel_that_fills(capacity: int, rate: float) -> None:
    """Bulk service of limited size against the chain of the boxes left behind (Bailey 1954)."""
    result = simulate(Corridor("x", (Vessel("ferry", 24.0, capacity, rate),)), 30_000, seed=8)
    assert result.mean == pytest.approx(full_vessel_wait(24.0, capacity, rate), rel=0.03)


def test_wind_holds_a_vessel() -> None:
    """A vessel that may always sail waits for an exponential spell with the closed share as its chance."""
    vessel = Vessel("ferry", 0.01, closed_share=(0.25,) * 12, closed_hours=40.0)
    result = simulate(Corridor("x", (vessel,)), 40_000, seed=9)
    assert result.mean == pytest.approx(0.25 * 40.0, rel=0.04)
    assert float(np.mean(result.totals > 0.02)) == pytest.approx(0.25, abs=0.01)


def test_wind_by_month() -> None:
    share = (0.3,) + (0.0,) * 11
    stage = Corridor("x", (Vessel("ferry", 0.01, closed_share=share, closed_hours=30.0),))
    assert simulate(stage, 4_000, start=(300.0, 500.0)).mean == pytest.approx(9.0, rel=0.12)
    assert simulate(stage, 4_000, start=(3000.0, 4000.0)).mean < 0.02


@pytest.mark.parametrize(("size", "rate"), [(1, 2.0), (40, 2.0), (110, 0.7)])
def test_a_train_that_fills(size: int, rate: float) -> None:
    result = simulate(Corridor("x", (Train("train", size, rate),)), 15_000, seed=10)
    assert result.mean == pytest.approx(batch_wait(size, rate), rel=0.03, abs=1e-9)


def test_a_train_that_leaves_in_time() -> None:
    """Nobody waits longer than the longest wait; with boxes that hardly come, each waits exactly so long."""
    assert simulate(Corridor("x", (Train("train", 50, 1.0, longest=6.0),)), 4_000).totals.max() <= 6.0 + 1e-9
    lonely = simulate(Corridor("x", (Train("train", 50, 1e-6, longest=6.0),)), 500)
    assert lonely.mean == pytest.approx(6.0)


def test_working_hours_stretch_the_line() -> None:
    """Alone at a place that is open half the day, at a random hour: half of the boxes wait 6 hours on average."""
    line = Line("office", "work", "queue", constant(1e-6), 0.0, opens=8.0, closes=20.0)
    result = simulate(Corridor("x", (line,)), 30_000, seed=3)
    assert result.causes["queue"].mean == pytest.approx(3.0, rel=0.03)


def key_of(seed: int, replication: int, stream: int) -> np.uint64:
    return np.uint64(stream_key(seed, replication, stream))  # it comes back from compiled code as a plain int


def test_random_numbers_are_even_and_apart() -> None:
    draws = np.asarray([[uniform(key_of(1, rep, stage), 0) for stage in range(40)] for rep in range(500)])
    counts = np.histogram(draws, 20, (0, 1))[0]
    assert ((counts - draws.size / 20) ** 2 / (draws.size / 20)).sum() < 43.8  # chi squared, 19 degrees, 0.1 %
    correlations = np.corrcoef(draws.T) - np.eye(40)
    assert abs(correlations).max() < 4.5 / math.sqrt(500)
    along = np.asarray([uniform(key_of(1, 2, 3), number) for number in range(20_000)])
    assert abs(np.corrcoef(along[1:], along[:-1])[0, 1]) < 0.03


def test_counts_are_poisson() -> None:
    counts = np.asarray([poisson(uniform(key_of(4, 0, 0), number), 7.0) for number in range(20_000)])
    assert counts.mean() == pytest.approx(7.0, rel=0.01)
    assert counts.var() == pytest.approx(7.0, rel=0.04)
