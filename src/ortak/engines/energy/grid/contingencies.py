"""N-1: the flows after the loss of every branch, from factors of distribution instead of new solutions.

PTDF: how one unit sent from a bus to its reference spreads over the branches. LODF: what share of a lost branch's flow
every other branch takes on. Both are exact in the DC model. Source: Wood, Wollenberg, Sheblé (2014), Power Generation,
Operation and Control, 3rd edition, section 7.4. A branch whose loss cuts the network in two has no such factors.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ortak.engines.energy.grid.case import Floats, Integers
from ortak.engines.energy.grid.dc_model import MATPOWER, DcModel, dc_model
from ortak.engines.energy.grid.network import Network, islands
from ortak.engines.energy.grid.pattern import Sparse
from ortak.engines.energy.grid.power_flow import dc_power_flow

AT_ONCE = 256
"""Losses whose factors are held in memory together."""
A_BRIDGE = 1e-8


@dataclass(frozen=True)
class Overload:
    """A branch above its limit after the loss of another; flow and limit in per unit."""

    lost: int
    branch: int
    flow: float
    limit: float


@dataclass(frozen=True)
class Security:
    """What N-1 found. `overloads` are those that a loss brings; `splits` are branches whose loss cuts buses off, and
    `apart` these buses (the smaller part)."""

    network: Network
    flow: Floats
    """m: before any loss."""
    overloads: tuple[Overload, ...]
    splits: Integers
    apart: tuple[Integers, ...]

    @property
    def overloaded_before(self) -> Integers:
        """Branches above their limit with nothing lost."""
        return np.flatnonzero(np.abs(self.flow) > self.network.rate * (1 + 1e-9))


def contingencies(network: Network, reading: str = MATPOWER) -> Security:
    """The loss of every branch, one by one, in the DC model.

    Args:
        network: what is in service; outputs as the case has them, the references make up the rest.
        reading: of the DC model.

    Raises:
        NotModelled: a branch without reactance.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> found = contingencies(tiny_network())
    >>> found.splits.tolist(), [each.tolist() for each in found.apart], found.overloads
    ([0], [[1]], ())
    """
    before = dc_power_flow(network, reading).flow[: len(network.tail), 0]
    model = dc_model(network, reading)
    limit = network.rate * (1 + 1e-9)
    over_before = np.abs(before) > limit
    overloads: list[Overload] = []
    splits: list[int] = []
    for lost, factors in outage_factors(model):
        if factors is None:
            splits.append(lost)
            continue
        after = before + factors * before[lost]
        after[lost] = 0.0
        for branch in np.flatnonzero((np.abs(after) > limit) & ~over_before):
            overloads.append(Overload(lost, int(branch), float(after[branch]), float(network.rate[branch])))
    apart = tuple(_cut_off(network, lost) for lost in splits)
    return Security(network, before, tuple(overloads), np.array(splits, dtype=np.int64), apart)


def outage_factors(model: DcModel) -> Iterator[tuple[int, Floats | None]]:
    """For every branch, its LODF over all branches (-1 for itself), or None if its loss cuts the network in two."""
    bridges = set(bridges_of(model.network.buses, model.network.tail, model.network.head).tolist())
    m = len(model.susceptance)
    for start in range(0, m, AT_ONCE):
        lost = np.arange(start, min(start + AT_ONCE, m))
        spread = _transfer(model, lost)
        for column, branch in enumerate(lost):
            own = 1 - spread[branch, column]
            if int(branch) in bridges or abs(own) < A_BRIDGE:
                yield int(branch), None
                continue
            factors = spread[:, column] / own
            factors[branch] = -1.0
            yield int(branch), factors


def transfer_factors(model: DcModel) -> Floats:
    """PTDF (m x n): the flow in every branch for one unit put in at a bus and taken out at its island's reference.

    >>> from ortak.engines.energy.grid.network import tiny_network
    >>> transfer_factors(dc_model(tiny_network())).round(6).tolist()
    [[0.0, -1.0]]
    """
    n = model.network.buses
    angle = _angles(model, np.eye(n))
    flow: Floats = model.flow_matrix() @ angle
    return flow


def _transfer(model: DcModel, branches: Integers) -> Floats:
    """Flows for one unit put in at the tail and taken out at the head of each of these branches."""
    flow: Floats = model.flow_matrix() @ _angles(model, model.incidence()[branches].toarray().T)
    return flow


def _angles(model: DcModel, injected: Floats) -> Floats:
    """Angles for injections (n x k), which references balance."""
    from scipy.sparse.linalg import splu

    n = model.network.buses
    free = np.setdiff1d(np.arange(n), model.network.reference)
    angle = np.zeros(injected.shape)
    if len(free):
        ties: Sparse = (model.incidence().T @ model.flow_matrix()).tocsc()
        angle[free] = splu(ties[free][:, free].tocsc()).solve(np.ascontiguousarray(injected[free]))
    return angle


def bridges_of(buses: int, tail: Integers, head: Integers) -> Integers:
    """Branches whose loss cuts the network: those that lie on no cycle (Tarjan, 1974).

    >>> bridges_of(4, np.array([0, 1, 2, 0]), np.array([1, 2, 0, 3])).tolist()
    [3]
    """
    near: list[list[tuple[int, int]]] = [[] for _ in range(buses)]
    for branch, (one, other) in enumerate(zip(tail.tolist(), head.tolist(), strict=True)):
        near[one].append((other, branch))
        near[other].append((one, branch))
    entered, lowest = [-1] * buses, [0] * buses
    found, clock = [], 0
    for root in range(buses):
        if entered[root] >= 0:
            continue
        entered[root] = lowest[root] = clock
        clock += 1
        stack = [(root, -1, iter(near[root]))]
        while stack:
            bus, came_by, around = stack[-1]
            following = next(around, None)
            if following is None:
                stack.pop()
                if stack:
                    parent = stack[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[bus])
                    if lowest[bus] > entered[parent]:
                        found.append(came_by)
            elif following[1] == came_by:
                continue
            elif entered[following[0]] >= 0:
                lowest[bus] = min(lowest[bus], entered[following[0]])
            else:
                entered[following[0]] = lowest[following[0]] = clock
                clock += 1
                stack.append((following[0], following[1], iter(near[following[0]])))
    return np.array(sorted(found), dtype=np.int64)


def _cut_off(network: Network, lost: int) -> Integers:
    """The smaller part of the network that the loss of a branch leaves alone."""
    kept = np.arange(len(network.tail)) != lost
    label = islands(network.buses, network.tail[kept], network.head[kept])
    parts = [np.flatnonzero(label == label[each[lost]]) for each in (network.head, network.tail)]
    return min(parts, key=len)
