"""What an optimal power flow answers."""

from dataclasses import dataclass

from ortak.engines.energy.grid.case import Floats
from ortak.engines.energy.grid.network import Network

OPTIMAL, INFEASIBLE, NOT_CONVERGED = "optimal", "infeasible", "not_converged"


@dataclass(frozen=True)
class Dispatch:
    """A dispatch, or why there is none. Power in per unit, money per hour.

    `gap` is relative to the objective. In the DC model it is a duality gap: the objective less a lower bound that holds
    for every dispatch. In the AC model, which is not convex, it is the complementarity of the point found: the sum of
    slack times multiplier over all limits. `violation` is the largest by which a balance or limit is missed, worked out
    apart from the method that found the point.
    """

    network: Network
    model: str
    status: str
    objective: float
    gap: float
    iterations: int
    violation: float
    output: Floats
    """g x 2: active, reactive."""
    voltage: Floats
    """n x 2: magnitude, angle in radians."""
    flow: Floats
    """2m x 2: active, reactive power into tails, then heads."""
    price: Floats
    """n x 2: what one more MW, one more Mvar would cost."""
    reasons: tuple[str, ...] = ()
    """Of an infeasible network: which constraints cannot hold."""
