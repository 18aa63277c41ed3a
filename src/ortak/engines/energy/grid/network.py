"""What of a case is in service, in per unit and radians, with places instead of numbers."""

from dataclasses import dataclass

import numpy as np

from ortak.engines.energy.grid.case import ISOLATED, REFERENCE, VOLTAGE_HELD, Case, Floats, Integers
from ortak.engines.energy.grid.costs import Costs, costs_of


@dataclass(frozen=True)
class Network:
    """Buses (n), generators (g) and branches (m) in service.

    Power in per unit of `base_mva`, angles in radians. `tap` is 1 where the file says 0; `rate` and the angle limits
    are infinite where it sets none (rateA 0; both angles 0, or a full turn and more). `*_row` lead back to the case's
    rows."""

    case: Case
    base_mva: float
    bus_row: Integers
    generator_row: Integers
    branch_row: Integers
    load: Floats
    """n x 2: active, reactive."""
    shunt: Floats
    """n x 2: conductance, susceptance, as power at a voltage of 1."""
    start_voltage: Floats
    """n x 2: magnitude, angle."""
    voltage_limits: Floats
    """n x 2: lowest, highest magnitude."""
    held: Integers
    """Places of buses whose type holds the voltage, references included."""
    island: Integers
    """n: number of the island that a bus lies in."""
    reference: Integers
    """The bus of each island that the angles are counted from."""
    generator_bus: Integers
    output: Floats
    """g x 2: active, reactive, as the file says."""
    set_voltage: Floats
    active_limits: Floats
    reactive_limits: Floats
    tail: Integers
    head: Integers
    series: Floats
    """m x 2: resistance, reactance."""
    charging: Floats
    tap: Floats
    shift: Floats
    rate: Floats
    angle_limits: Floats
    """m x 2."""
    costs: Costs

    @property
    def buses(self) -> int:
        """How many buses are in service."""
        return len(self.bus_row)

    def bus_name(self, place: int) -> str:
        """The number of a bus in the file."""
        return f"{self.case.bus['bus_i'][self.bus_row[place]]:.0f}"

    def branch_name(self, place: int) -> str:
        """A branch by its buses, and by its row in the matrix, counted from 1 as MATPOWER does.

        >>> tiny_network().branch_name(0)
        '1 to 2 (row 1)'
        """
        ends = (self.bus_name(int(each[place])) for each in (self.tail, self.head))
        return f"{' to '.join(ends)} (row {self.branch_row[place] + 1})"


def network_of(case: Case) -> Network:
    """The part of a case that is in service.

    Isolated buses are left out with all that is connected to them. Each island has one reference: its first bus of
    type 3, else the bus of its largest generator, else its first bus.

    >>> net = tiny_network()
    >>> net.load[:, 0].tolist(), net.reference.tolist(), net.rate.tolist()
    ([0.0, 0.9], [0], [1.2])
    """
    bus, gen, branch, base = case.bus, case.gen, case.branch, case.base_mva
    bus_row = np.flatnonzero(bus["type"] != ISOLATED)
    order = np.argsort(bus["bus_i"][bus_row])
    numbers = bus["bus_i"][bus_row][order]

    def present(column: Floats) -> Integers:
        """Places of bus numbers, -1 for isolated ones."""
        place = np.minimum(np.searchsorted(numbers, column), max(len(numbers) - 1, 0))
        return np.where(numbers[place] == column, order[place], -1)

    generator_row = np.flatnonzero((gen["status"] > 0) & (present(gen["bus"]) >= 0))
    ends_known = (present(branch["fbus"]) >= 0) & (present(branch["tbus"]) >= 0)
    branch_row = np.flatnonzero((branch["status"] > 0) & ends_known)
    tail, head = present(branch["fbus"][branch_row]), present(branch["tbus"][branch_row])
    generator_bus = present(gen["bus"][generator_row])
    kind = bus["type"][bus_row]
    active = np.column_stack([gen["Pmin"], gen["Pmax"]])[generator_row] / base
    island = islands(len(bus_row), tail, head)

    def of_bus(one: str, other: str) -> Floats:
        return np.column_stack([bus[one], bus[other]])[bus_row]

    def of_generator(one: str, other: str) -> Floats:
        return np.column_stack([gen[one], gen[other]])[generator_row]

    rate = branch["rateA"][branch_row] / base
    ratio = branch["ratio"][branch_row]
    return Network(
        case=case,
        base_mva=base,
        bus_row=bus_row,
        generator_row=generator_row,
        branch_row=branch_row,
        load=of_bus("Pd", "Qd") / base,
        shunt=of_bus("Gs", "Bs") / base,
        start_voltage=of_bus("Vm", "Va") * [1.0, np.pi / 180],
        voltage_limits=of_bus("Vmin", "Vmax"),
        held=np.flatnonzero((kind == VOLTAGE_HELD) | (kind == REFERENCE)),
        island=island,
        reference=_references(island, kind, generator_bus, active[:, 1]),
        generator_bus=generator_bus,
        output=of_generator("Pg", "Qg") / base,
        set_voltage=gen["Vg"][generator_row],
        active_limits=active,
        reactive_limits=of_generator("Qmin", "Qmax") / base,
        tail=tail,
        head=head,
        series=np.column_stack([branch["r"], branch["x"]])[branch_row],
        charging=branch["b"][branch_row],
        tap=np.where(ratio == 0, 1.0, ratio),
        shift=np.radians(branch["angle"][branch_row]),
        rate=np.where(rate == 0, np.inf, rate),
        angle_limits=_angle_limits(branch["angmin"][branch_row], branch["angmax"][branch_row]),
        costs=costs_of(case, generator_row),
    )


def islands(buses: int, tail: Integers, head: Integers) -> Integers:
    """The island of each bus, numbered in the order of their first buses.

    >>> islands(4, np.array([0]), np.array([2])).tolist()
    [0, 1, 0, 2]
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(len(tail)), (tail, head)), shape=(buses, buses))
    label = connected_components(links, directed=False)[1]
    _, first, place = np.unique(label, return_index=True, return_inverse=True)
    rank: Integers = np.argsort(np.argsort(first))
    return rank[place]


def _references(island: Integers, kind: Floats, generator_bus: Integers, highest: Floats) -> Integers:
    capacity = np.full(len(island), -np.inf)
    np.maximum.at(capacity, generator_bus, highest)
    found = []
    for number in range(int(island.max()) + 1 if len(island) else 0):
        members = np.flatnonzero(island == number)
        marked = members[kind[members] == REFERENCE]
        found.append(int(marked[0]) if len(marked) else int(members[np.argmax(capacity[members])]))
    return np.array(found, dtype=np.int64)


def _angle_limits(lowest: Floats, highest: Floats) -> Floats:
    """MATPOWER's reading (User's Manual, section 6.4.2): 0 and 0, or a full turn and more, set no limit."""
    none = (lowest == 0) & (highest == 0)
    low = np.where(none | (lowest <= -360), -np.inf, np.radians(lowest))
    high = np.where(none | (highest >= 360), np.inf, np.radians(highest))
    return np.column_stack([low, high])


def tiny_network() -> Network:
    """Two buses, one generator of 200 MW, a load of 90 MW and a line of 120 MVA: for examples."""
    from ortak.engines.energy.grid.matpower import TINY, read_case

    return network_of(read_case(TINY, "tiny.m"))
