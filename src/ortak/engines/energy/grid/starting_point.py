"""Where the search for an optimum begins."""

import numpy as np

from ortak.engines.energy.grid.case import Floats
from ortak.engines.energy.grid.network import Network


def middle(limits: Floats, usual: float) -> Floats:
    """The middle of limits (n x 2); the usual value, or the limit next to it, where one of them is infinite.

    >>> middle(np.array([[0.9, 1.1], [2.0, np.inf], [-np.inf, np.inf]]), 1.0).tolist()
    [1.0, 2.0, 1.0]
    """
    low, high = limits.T
    finite = np.isfinite(low) & np.isfinite(high)
    centre = (np.where(finite, low, 0.0) + np.where(finite, high, 0.0)) / 2
    return np.where(finite, centre, np.clip(usual, low, high))


def levelled(network: Network, step: Floats, target: Floats) -> Floats:
    """Values at the buses that differ by `step` between the ends of branches as nearly as they can, and near a target.

    The squares of what is missing are weighted by admittance, those of the distance from the target by 1. Flat voltages
    would send hundreds of times the base power through a transformer of little impedance that is off its middle tap.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> levelled(tiny_network(), np.array([0.1]), np.zeros(2)).round(3).tolist()
    [0.048, -0.048]
    """
    from scipy.sparse import coo_array, eye_array
    from scipy.sparse.linalg import spsolve

    n, m = network.buses, len(network.tail)
    weight = 1 / np.hypot(network.series[:, 0], network.series[:, 1])
    ends = np.concatenate([network.tail, network.head])
    signs = np.concatenate([np.ones(m), -np.ones(m)])
    incidence = coo_array((signs, (np.tile(np.arange(m), 2), ends)), shape=(m, n)).tocsr()
    weighted = incidence.T.multiply(weight).tocsr()
    found: Floats = spsolve((weighted @ incidence + eye_array(n)).tocsc(), weighted @ step + target)
    return found
