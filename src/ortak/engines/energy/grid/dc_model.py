"""The linear model of active power: flow = susceptance times difference of angles.

Two readings are in use, and their optima differ in the fifth digit or before:

- `SERIES`, the DC model of PowerModels (Coffrin and others, 2018) by which pglib-opf's published figures were made: the
  susceptance is that of the series impedance, x / (r² + x²); taps and phase shifts are left out.
- `MATPOWER` (User's Manual, section 3.8): 1 / (x · tap), resistance left out, phase shifts kept.
"""

from dataclasses import dataclass

import numpy as np

from ortak.engines.energy.grid.case import Floats
from ortak.engines.energy.grid.errors import NotModelled
from ortak.engines.energy.grid.network import Network
from ortak.engines.energy.grid.pattern import Pattern, Sparse

SERIES, MATPOWER = "series", "matpower"


@dataclass(frozen=True)
class DcModel:
    """Flow of branch b = susceptance[b] · (angle at its tail - angle at its head - shift[b]), in per unit."""

    network: Network
    susceptance: Floats
    shift: Floats

    def flows(self, angle: Floats) -> Floats:
        """Active power from tail to head of every branch."""
        net = self.network
        flow: Floats = self.susceptance * (angle[net.tail] - angle[net.head] - self.shift)
        return flow

    @property
    def needed(self) -> Floats:
        """What loads and shunts draw at every bus, shunts at a voltage of 1."""
        total: Floats = self.network.load[:, 0] + self.network.shunt[:, 0]
        return total

    def incidence(self) -> Sparse:
        """1 at the tail and -1 at the head of every branch (m x n)."""
        return self._over_ends(np.ones(len(self.susceptance)))

    def flow_matrix(self) -> Sparse:
        """What takes angles to flows, shifts apart (m x n).

        >>> from ortak.engines.energy.grid.network import tiny_network
        >>> dc_model(tiny_network(), MATPOWER).flow_matrix().toarray().tolist()
        [[10.0, -10.0]]
        """
        return self._over_ends(self.susceptance)

    def _over_ends(self, value: Floats) -> Sparse:
        net, m = self.network, len(value)
        rows, columns = np.tile(np.arange(m), 2), np.concatenate([net.tail, net.head])
        return Pattern.of(rows, columns, (m, net.buses)).filled(np.concatenate([value, -value]))


def dc_model(network: Network, reading: str = SERIES) -> DcModel:
    """The linear model of a network.

    Args:
        network: what is in service.
        reading: `SERIES` or `MATPOWER`.

    Raises:
        NotModelled: a branch without reactance, which carries no power in this model.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> dc_model(tiny_network()).susceptance.round(3).tolist()
    [9.901]
    """
    r, x = network.series.T
    if (x == 0).any():
        place = int(np.flatnonzero(x == 0)[0])
        raise NotModelled(f"branch {network.branch_name(place)} has no reactance: the DC model cannot hold it")
    if reading == MATPOWER:
        return DcModel(network, 1 / (x * network.tap), network.shift)
    if reading != SERIES:
        raise NotModelled(f"no reading {reading!r} of the DC model; valid are {SERIES}, {MATPOWER}")
    return DcModel(network, x / (r**2 + x**2), np.zeros(len(x)))
