"""Power into both ends of every branch, with exact first and second derivatives.

Branch model of MATPOWER (User's Manual, section 3.2): an ideal transformer with ratio tap·exp(j·shift) at the tail,
then a pi circuit. With d = angle of the near end minus angle of the far end, the power into an end is

    P = a·v² + v·w·(c·cos d + s·sin d)      Q = -b·v² + v·w·(c·sin d - s·cos d)

where v is the magnitude at the near end and w at the far end. Each end so has four numbers and four variables.
"""

from dataclasses import dataclass

import numpy as np

from ortak.engines.energy.grid.case import Floats, Integers
from ortak.engines.energy.grid.network import Network

NEAR_ANGLE, FAR_ANGLE, NEAR, FAR = range(4)
"""Order of an end's variables in its derivatives."""


@dataclass(frozen=True)
class Ends:
    """The ends of branches: first all tails, then all heads (2m)."""

    near: Integers
    far: Integers
    a: Floats
    b: Floats
    c: Floats
    s: Floats


def ends_of(network: Network) -> Ends:
    """Admittances of both ends of every branch.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> ends = ends_of(tiny_network())
    >>> [round(float(each), 3) for each in (ends.a[0], ends.b[0], ends.c[0], ends.s[0])]
    [0.99, -9.891, -0.99, 9.901]
    """
    admittance = 1 / (network.series[:, 0] + 1j * network.series[:, 1])
    own = admittance + 0.5j * network.charging
    ratio = network.tap * np.exp(1j * network.shift)
    near = np.concatenate([own / network.tap**2, own])
    across = np.concatenate([-admittance / ratio.conj(), -admittance / ratio])
    return Ends(
        np.concatenate([network.tail, network.head]),
        np.concatenate([network.head, network.tail]),
        near.real,
        near.imag,
        across.real,
        across.imag,
    )


def power_into(ends: Ends, angle: Floats, magnitude: Floats) -> Floats:
    """Active and reactive power into every end (2m x 2), at voltages of all buses.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> power_into(ends_of(tiny_network()), np.array([0.0, -0.1]), np.ones(2)).round(3).tolist()
    [[0.993, -0.059], [-0.984, 0.138]]
    """
    own, across, _ = _parts(ends, angle, magnitude)
    v, w = magnitude[ends.near][:, None], magnitude[ends.far][:, None]
    power: Floats = own * v**2 + v * w * across
    return power


def _parts(ends: Ends, angle: Floats, magnitude: Floats) -> tuple[Floats, Floats, Floats]:
    """Factors of v² and of v·w, and the derivative of the latter by the turn d; each 2m x 2."""
    turn = angle[ends.near] - angle[ends.far]
    even = ends.c * np.cos(turn) + ends.s * np.sin(turn)
    odd = ends.c * np.sin(turn) - ends.s * np.cos(turn)
    return np.column_stack([ends.a, -ends.b]), np.column_stack([even, odd]), np.column_stack([-odd, even])


def first_derivatives(ends: Ends, angle: Floats, magnitude: Floats) -> Floats:
    """Derivatives of active and reactive power into every end by its four variables (2m x 2 x 4)."""
    own, across, turned = _parts(ends, angle, magnitude)
    v, w = magnitude[ends.near][:, None], magnitude[ends.far][:, None]
    return np.stack([v * w * turned, -v * w * turned, 2 * own * v + w * across, v * across], axis=2)


def second_derivatives(ends: Ends, angle: Floats, magnitude: Floats, weight: Floats) -> Floats:
    """Second derivatives of the sum of `weight` (2m x 2) times active and reactive power: 2m x 4 x 4."""
    own, across, turned = ((weight * each).sum(axis=1) for each in _parts(ends, angle, magnitude))
    v, w = magnitude[ends.near], magnitude[ends.far]
    second = np.zeros((len(v), 4, 4))
    second[:, NEAR_ANGLE, NEAR_ANGLE] = second[:, FAR_ANGLE, FAR_ANGLE] = -v * w * across
    upper = {
        (NEAR_ANGLE, FAR_ANGLE): v * w * across,
        (NEAR_ANGLE, NEAR): w * turned,
        (NEAR_ANGLE, FAR): v * turned,
        (FAR_ANGLE, NEAR): -w * turned,
        (FAR_ANGLE, FAR): -v * turned,
        (NEAR, FAR): across,
    }
    for (one, other), value in upper.items():
        second[:, one, other] = second[:, other, one] = value
    second[:, NEAR, NEAR] = 2 * own
    return second
