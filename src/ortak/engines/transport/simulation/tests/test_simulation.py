"""A run: its seed, its causes, its refusals."""

import numpy as np
import pytest

from ortak.engines.transport.simulation import (
    BadStage,
    Cluster,
    Cores,
    Corridor,
    Line,
    Move,
    Overloaded,
    SimulationError,
    Train,
    Vessel,
    constant,
    fitted_lognormal,
    lognormal,
    observed,
    pert,
    simulate,
)
from ortak.engines.transport.simulation.calendars import after_work

RAIL = Move("rail", pert(60, 72, 144), group="kz rail")
BORDER = Line("border", "border procedure", "border queue", pert(2, 4, 8), rate=0.17, after=pert(1, 2, 6))
FERRY = Vessel("ferry", 29.5, 225, 5.0, 0.5, (0.15,) * 12, 36.0)
WAY = Corridor(
    "way", (RAIL, Train("train", 110, 4.0), BORDER, FERRY, Move("rail 2", pert(10, 12, 24), group="kz rail"))
)


def test_the_same_seed_gives_the_same_hours_on_any_number_of_cores() -> None:
    one, many = simulate(WAY, 900, 4, executor=Cores(1)), simulate(WAY, 900, 4, executor=Cores(3))
    assert np.array_equal(one.hours, many.hours)
    assert not np.array_equal(one.hours, simulate(WAY, 900, 5).hours)
    assert np.array_equal(one.hours[:300], simulate(WAY, 300, 4).hours)


def test_a_dask_cluster_gives_the_same_hours() -> None:
    distributed = pytest.importorskip("dask.distributed")
    with distributed.Client(processes=False, n_workers=1, threads_per_worker=2, dashboard_address=None) as client:
        there = simulate(WAY, 600, 4, executor=Cluster(client))
    assert np.array_equal(there.hours, simulate(WAY, 600, 4).hours)


def test_hours_by_cause_add_up() -> None:
    result = simulate(WAY, 500)
    assert sum(cause.mean for cause in result.causes.values()) == pytest.approx(result.mean)
    assert sum(stage.mean for stage in result.stages.values()) == pytest.approx(result.mean)
    assert (result.hours >= 0).all()
    assert sum(result.histogram()[1]) == 500
    assert result.on_time_share(result.quantile(0.9)) == pytest.approx(0.9, abs=0.005)


def test_a_change_elsewhere_changes_no_luck() -> None:
    """Common random numbers: a stage that is taken out leaves the numbers of the others as they were."""
    without = Corridor("way", WAY.stages[:2] + WAY.stages[3:])
    assert np.array_equal(simulate(WAY, 200).hours[:, 0], simulate(without, 200).hours[:, 0])
    assert np.array_equal(simulate(WAY, 200).hours[:, 4], simulate(without, 200).hours[:, 3])


def test_legs_of_one_train_share_its_luck() -> None:
    hours = simulate(WAY, 400).hours
    assert np.corrcoef(hours[:, 0, 0], hours[:, 4, 0])[0, 1] > 0.99


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    simulate(WAY, 600, progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (600, 600)


def test_a_stop_ends_the_run() -> None:
    def stop(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(WAY, 5_000, progress=stop)


def test_distributions_keep_their_moments() -> None:
    assert pert(1, 2, 6).mean == pytest.approx((1 + 8 + 6) / 6, rel=1e-3)
    alpha, beta = 1.8, 4.2
    variance = 25 * alpha * beta / (6**2 * 7)
    assert pert(1, 2, 6).variance == pytest.approx(variance, rel=5e-3)
    assert lognormal(10, 0.5).variance == pytest.approx(25, rel=0.02)
    assert fitted_lognormal(10, 20, 0.95).quantile(0.95) == pytest.approx(20, rel=0.01)
    assert observed([3.0]).mean == 3.0


def test_hours_of_work_over_nights() -> None:
    assert after_work(-1.0, 0.5, 8.0, 18.0) == 8.5
    assert after_work(19.0, 25.0, 8.0, 18.0) == 3 * 24 + 13.0
    assert after_work(8.0, 10.0, 8.0, 18.0) == 18.0
    assert after_work(8.0, 20.0, 8.0, 18.0) == 42.0


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Line("b", "w", "q", constant(2.0), 0.6), "b: 120% of what it can serve arrives"),
        (lambda: Line("b", "w", "q", constant(2.0), 0.1, servers=0), "at least one server"),
        (lambda: Line("b", "w", "q", constant(2.0), 0.1, opens=9, closes=8), "open from 9 to 8"),
        (lambda: Vessel("v", 0.0), "it never runs"),
        (lambda: Vessel("v", 24.0, closed_share=(0.5,)), "twelve closed shares"),
        (lambda: Vessel("v", 24.0, 10, 1.0), "v: 240%"),
        (lambda: Train("t", 0, 1.0), "size at least 1"),
        (lambda: Corridor("c", ()), "at least one stage"),
        (lambda: Corridor("c", (RAIL, RAIL)), "two stages are called rail"),
        (lambda: pert(3, 2, 4), "they rise"),
        (lambda: constant(float("nan")), "a time is a number"),
        (lambda: simulate(WAY, 0), "0 replications"),
        (lambda: simulate(WAY, 10, -1), "a seed is a whole number"),
    ],
)
def test_refusals(make: object, says: str) -> None:
    with pytest.raises(SimulationError, match=says):
        make()  # type: ignore[operator]


def test_kinds_of_refusal() -> None:
    assert issubclass(Overloaded, SimulationError) and issubclass(BadStage, SimulationError)
