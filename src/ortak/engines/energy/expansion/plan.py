"""The least-cost plan as a linear program, solved by HiGHS, with a certificate of its own: a bound from the duals.

Columns: MW added of each technology, store and link; MWh made, stored, moved and not served in each hour. Rows:
balance of each zone and hour, capacity, stores, CO2, reserve. The bound is worked out from the duals alone (weak
duality): no plan costs less, so the gap says how far this one can be from the best, without trust in the solver.

>>> from ortak.engines.energy.expansion.system import tiny_system
>>> found = plan(tiny_system(most_tonnes=180_000.0))
>>> round(float(found.built[0, 1]), 2) > 0, round(found.tonnes), round(found.co2_eur) > 0
(True, 180000, True)
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.expansion.system import System
from ortak.engines.solver import linear_model, solver

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]


class NoPlan(ValueError):
    """No plan meets what is asked: says which of the limits cannot hold."""


@dataclass(frozen=True)
class Plan:
    """What is built and what it costs."""

    eur: float
    """A year: annuities and upkeep of what is added, fuel, lost load."""
    bound_eur: float
    """No plan costs less, as the duals prove."""
    built: Numbers
    """MW added; Z x technologies."""
    stores: Numbers
    """MW added; Z x stores."""
    links: Numbers
    """MW added; L."""
    made: Numbers
    """MWh a year; Z x technologies."""
    moved: Numbers
    """MWh a year from tail to head less back; L."""
    unserved: Numbers
    """MWh a year; Z."""
    tonnes: float
    price: Numbers
    """EUR a MWh in each hour and zone; H x Z."""
    co2_eur: float
    """What the last tonne allowed is worth."""
    reserve_eur: Numbers
    """What the last MW of reserve is worth in each area, EUR a year."""

    @property
    def gap(self) -> float:
        """How far at most the cost is from the least, as a share of it."""
        return (self.eur - self.bound_eur) / max(1.0, abs(self.eur))


class Program:
    """Columns and rows as they are added: names of blocks by shape, entries as triplets."""

    def __init__(self) -> None:
        self.cost: list[Numbers] = []
        self.low: list[Numbers] = []
        self.high: list[Numbers] = []
        self.columns = 0
        self.rows = 0
        self.row_low: list[Numbers] = []
        self.row_high: list[Numbers] = []
        self.entries: list[tuple[Integers, Integers, Numbers]] = []

    def block(self, cost: Numbers, low: Any = 0.0, high: Any = np.inf) -> Integers:
        """New columns, as many as costs; their numbers in that shape."""
        numbers = np.arange(self.columns, self.columns + cost.size).reshape(cost.shape)
        self.columns += cost.size
        self.cost.append(cost.ravel())
        self.low.append(np.broadcast_to(np.asarray(low, dtype=float), cost.shape).ravel())
        self.high.append(np.broadcast_to(np.asarray(high, dtype=float), cost.shape).ravel())
        return numbers

    def limits(self, low: Any, high: Any, shape: tuple[int, ...]) -> Integers:
        """New rows between two limits; their numbers in that shape."""
        size = int(np.prod(shape))
        numbers = np.arange(self.rows, self.rows + size).reshape(shape)
        self.rows += size
        self.row_low.append(np.broadcast_to(np.asarray(low, dtype=float), shape).ravel())
        self.row_high.append(np.broadcast_to(np.asarray(high, dtype=float), shape).ravel())
        return numbers

    def put(self, rows: Integers, columns: Integers, values: Any) -> None:
        """Entries; rows, columns and values are stretched to one shape."""
        rows, columns, given = np.broadcast_arrays(rows, columns, np.asarray(values, dtype=float))
        self.entries.append((rows.ravel(), columns.ravel(), given.ravel()))


def plan(system: System) -> Plan:
    """The least-cost plan.

    Raises:
        BadSystem: the system does not fit together.
        NoPlan: the limits on CO2, reserve or building cannot be met.

    >>> from ortak.engines.energy.expansion.system import tiny_system
    >>> plan(tiny_system()).gap < 1e-9
    True
    """
    system.checked()
    program = Program()
    zones, hours, links = len(system.zones), system.hours, len(system.links)
    weight = system.weight
    built = program.block(
        np.stack([each.eur_mw for each in system.technologies], axis=1),
        high=np.stack([each.most_added for each in system.technologies], axis=1),
    )
    stores = program.block(
        np.array([each.eur_mw for each in system.stores]).reshape(len(system.stores), zones).T,
        high=np.array([each.most_added for each in system.stores]).reshape(len(system.stores), zones).T,
    )
    lines = program.block(
        np.array([each.eur_mw or 0.0 for each in system.links]),
        high=np.array([each.most_added if each.eur_mw is not None else 0.0 for each in system.links]),
    )
    balance = program.limits(system.load, system.load, (hours, zones))
    lost = program.block(np.broadcast_to(weight[:, None] * system.lost_load_eur, (hours, zones)), high=system.load)
    program.put(balance, lost, 1.0)
    made = [_plants(system, program, balance, built, place) for place in range(len(system.technologies))]
    for place in range(len(system.stores)):
        _stores(system, program, balance, stores, place)
    flow = _flows(system, program, balance, lines)
    co2 = program.limits(-np.inf, np.inf if system.most_tonnes is None else system.most_tonnes, (1,))
    for place, each in enumerate(system.technologies):
        program.put(co2, made[place], np.broadcast_to(weight[:, None] * each.tonnes_mwh, (hours, zones)))
    reserve = _reserve(system, program, built, stores)
    value, dual, bound = _solved(program)
    return Plan(
        eur=float(np.concatenate(program.cost) @ value),
        bound_eur=bound,
        built=value[built],
        stores=value[stores],
        links=value[lines],
        made=np.stack([(value[each] * weight[:, None]).sum(axis=0) for each in made], axis=1),
        moved=(value[flow] * weight[:, None]).sum(axis=0) if links else np.zeros(0),
        unserved=(value[lost] * weight[:, None]).sum(axis=0),
        tonnes=sum(
            float((value[made[place]] * weight[:, None]).sum()) * each.tonnes_mwh
            for place, each in enumerate(system.technologies)
        ),
        price=dual[balance] / weight[:, None],
        co2_eur=-float(dual[co2][0]),
        reserve_eur=dual[reserve],
    )


def _plants(system: System, program: Program, balance: Integers, built: Integers, place: int) -> Integers:
    """MWh of a technology; no more than what is ready of what stands and is added."""
    each = system.technologies[place]
    shape = (system.hours, len(system.zones))
    made = program.block(np.broadcast_to(system.weight[:, None] * each.eur_mwh, shape))
    program.put(balance, made, 1.0)
    limit = program.limits(-np.inf, each.ready * each.stands, shape)
    program.put(limit, made, 1.0)
    program.put(limit, built[:, place][None, :], -each.ready)
    return made


def _stores(system: System, program: Program, balance: Integers, built: Integers, place: int) -> None:
    """In, out and what is held; each day ends as it began."""
    each, shape = system.stores[place], (system.hours, len(system.zones))
    nothing = np.zeros(shape)
    taken, given, held = (program.block(nothing) for _ in range(3))
    program.put(balance, taken, -1.0)
    program.put(balance, given, 1.0)
    way = each.efficiency**0.5
    for column, most in ((taken, 1.0), (given, 1.0), (held, each.hours)):
        limit = program.limits(-np.inf, np.broadcast_to(most * each.stands, shape), shape)
        program.put(limit, column, 1.0)
        program.put(limit, built[:, place][None, :], -most)
    kept = program.limits(0.0, 0.0, shape)
    program.put(kept, held, 1.0)
    program.put(kept, held[_before(system.day)], -1.0)
    program.put(kept, taken, -way)
    program.put(kept, given, 1 / way)


def _before(day: Integers) -> Integers:
    """The hour before each hour within its day; the last of the day before its first."""
    edges = [0, *(np.flatnonzero(np.diff(day)) + 1).tolist(), day.size]
    order = np.arange(day.size) - 1
    for first, end in pairwise(edges):
        order[first] = end - 1
    return order


def _flows(system: System, program: Program, balance: Integers, lines: Integers) -> Integers:
    shape = (system.hours, len(system.links))
    flow = program.block(np.zeros(shape), low=-np.inf)
    if not system.links:
        return flow
    tails, heads = (np.array([getattr(each, end) for each in system.links]) for end in ("tail", "head"))
    program.put(balance[:, tails], flow, -1.0)
    program.put(balance[:, heads], flow, 1.0)
    for sign, most in (
        (1.0, [each.forward for each in system.links]),
        (-1.0, [each.backward for each in system.links]),
    ):
        limit = program.limits(-np.inf, np.broadcast_to(np.array(most), shape), shape)
        program.put(limit, flow, sign)
        program.put(limit, lines[None, :], -1.0)
    return flow


def _reserve(system: System, program: Program, built: Integers, stores: Integers) -> Integers:
    """Firm capacity of each area covers its peak and the margin."""
    needed = np.zeros(len(system.areas))
    for number, area in enumerate(system.areas):
        assert system.peak is not None  # checked
        stands = sum(each.firm * float(each.stands[list(area)].sum()) for each in system.technologies)
        stands += sum(each.firm * float(each.stands[list(area)].sum()) for each in system.stores)
        needed[number] = system.peak[number] * (1 + system.margin) - stands
    rows = program.limits(needed, np.inf, (len(system.areas),))
    for number, area in enumerate(system.areas):
        for place, each in enumerate(system.technologies):
            program.put(rows[number], built[list(area), place], each.firm)
        for place, store in enumerate(system.stores):
            program.put(rows[number], stores[list(area), place], store.firm)
    return rows


def _solved(program: Program) -> tuple[Numbers, Numbers, float]:
    """Values of the columns, duals of the rows, and the bound that the duals prove."""
    import highspy

    cost, low, high = (np.concatenate(each) for each in (program.cost, program.low, program.high))
    row_low, row_high = np.concatenate(program.row_low), np.concatenate(program.row_high)
    rows, columns, values = (np.concatenate(each) for each in zip(*program.entries, strict=True))
    model = linear_model(cost, (low, high), (row_low, row_high), (rows, columns, values))
    highs = solver()
    highs.passModel(model)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise NoPlan(
            "no plan meets all limits: allow more CO2, more to be built, a smaller reserve, or a lower load "
            f"(the solver says {highs.modelStatusToString(highs.getModelStatus())})"
        )
    answer = highs.getSolution()
    value, dual = np.array(answer.col_value), np.array(answer.row_dual)
    left = cost - np.bincount(columns, values * dual[rows], cost.size)
    return value, dual, _bound(dual, row_low, row_high) + _bound(left, low, high)


def _bound(dual: Numbers, low: Numbers, high: Numbers) -> float:
    """What duals are worth at the limits they press on; one that presses on no limit is rounding, and is left out if
    it is small, else nothing is proved."""
    limit = np.where(dual > 0, low, high)
    free = ~np.isfinite(limit)
    if (np.abs(dual[free]) > 1e-4).any():
        return -np.inf
    return float((dual[~free] * limit[~free]).sum())
