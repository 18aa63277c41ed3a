"""The relaxation is solved whatever else ran HiGHS in the process, or says that it was not."""

import highspy
import pytest

from ortak.engines.energy.coupling.blocks import Block, book
from ortak.engines.energy.coupling.market import tiny_market
from ortak.engines.energy.coupling.relaxation import relaxed
from ortak.engines.solver import solver


def run_on(threads: int) -> highspy.HighsStatus:
    highs = solver()
    highs.setOptionValue("threads", threads)
    highs.addVar(0.0, 1.0)
    return highs.run()


def test_after_a_run_with_another_number_of_threads():
    solver().resetGlobalScheduler(True)
    pages = book([Block("cheap", 1_000, ((0, 1, 20_000),))], 1, 2)
    try:
        assert run_on(2) == highspy.HighsStatus.kOk
        assert run_on(1) == highspy.HighsStatus.kError
        share, price = relaxed(tiny_market(), pages)
    finally:
        solver().resetGlobalScheduler(True)
    assert (share.tolist(), price.tolist()) == ([1.0], [[2_000, 5_000]])


def test_a_program_without_optimum_is_said():
    market = tiny_market()
    market.fixed[0, 0] = -900_000
    with pytest.raises(RuntimeError, match="Infeasible"):
        relaxed(market, book([Block("none", 0, ((0, 0, 1),))], 1, 2))
