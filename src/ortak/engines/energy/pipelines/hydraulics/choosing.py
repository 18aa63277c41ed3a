"""The programme that chooses set points: pressures squared, flows, and how each valve and station is set.

In squared pressures a station's ratio and an open valve are linear, and each pipe ties two of them to its flow (Pfetsch
et al., "Validation of nominations in gas network optimization", Optimization Methods and Software 30 (2015)). Bounds of
pressure may be broken at a price, so that there is always an answer, and one without a price keeps them all.
"""

from dataclasses import dataclass, field

from ortak.engines.energy.pipelines.hydraulics.laws import Laws, SetPoint
from ortak.engines.energy.pipelines.hydraulics.network import WORKING, Element, Nomination
from ortak.engines.energy.pipelines.hydraulics.reach import bounded
from ortak.engines.energy.pipelines.programme import Answer, Programme

BREACH = 1e4  # price of a bar2 out of bounds; a bar2 of compression costs 1
IDLE = 1e-3  # what a working station costs by itself
INSIDE = 1e-6  # how far inside its bounds, in part of them, a pressure is sought


@dataclass
class Choice:
    """The programme being made, and where its columns are."""

    laws: Laws
    nomination: Nomination
    ranges: dict[str, tuple[float, float]]
    made: Programme = field(default_factory=Programme)
    squares: dict[str, int] = field(default_factory=dict)
    flows: dict[str, int] = field(default_factory=dict)
    breaches: dict[str, tuple[int, int]] = field(default_factory=dict)
    works: dict[str, int] = field(default_factory=dict)
    passes: dict[str, int] = field(default_factory=dict)
    inflows: dict[str, int] = field(default_factory=dict)
    efforts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        network = self.laws.network
        limits = bounded(network, self.nomination)
        self.top = 4 * max(high for _, high in limits.values()) ** 2
        for node, (low, high) in limits.items():
            column = self.squares[node] = self.made.column(0.0, 1e-2, self.top)
            under, over = self.breaches[node] = (self.made.column(BREACH), self.made.column(BREACH))
            squeeze = INSIDE * (high - low)
            self.made.row({column: 1.0, under: 1.0}, low=(low + squeeze) ** 2)
            self.made.row({column: 1.0, over: -1.0}, high=(high - squeeze) ** 2)
        for each in network.elements.values():
            self.flows[each.id] = self.made.column(0.0, *self.ranges[each.id])
        for node in network.nodes:
            low = self.nomination.low.get(node, 0.0)
            column = self.inflows[node] = self.made.column(0.0, low, self.nomination.high.get(node, low))
            terms = {column: -1.0}
            for each in network.elements.values():
                if node in (each.tail, each.head):
                    terms[self.flows[each.id]] = 1.0 if each.tail == node else -1.0
            hair = 1e-9 * max(1.0, abs(low))
            self.made.row(terms, -hair, hair)

    def join(self, element: Element) -> None:
        """A short pipe: one pressure at both ends."""
        self.made.row({self.squares[element.tail]: 1.0, self.squares[element.head]: -1.0}, 0.0, 0.0)

    def gate(self, element: Element, fixed: str | None) -> None:
        """A valve, open or closed; or the bypass of a station, and how it works or not."""
        low, high = self.ranges[element.id]
        flow = self.flows[element.id]
        passes = self.passes[element.id] = self._choice(0.0, fixed, ("open", "bypass"))
        ways = {passes: 1.0}
        if element.kind in WORKING:
            works = self.works[element.id] = self._choice(IDLE, fixed, ("works",))
            ways[works] = 1.0
            self.made.row({passes: 1.0, works: 1.0}, high=1.0)
        self.made.row({flow: 1.0} | {column: -max(high, 0.0) for column in ways}, high=0.0)
        self.made.row({flow: 1.0, passes: -min(low, 0.0)}, low=0.0)
        if low > 0:
            self.made.row({flow: 1.0} | {column: -low for column in ways}, low=0.0)
        tail, head = self.squares[element.tail], self.squares[element.head]
        self.made.row({tail: 1.0, head: -1.0, passes: self.top}, high=self.top)
        self.made.row({tail: 1.0, head: -1.0, passes: -self.top}, low=-self.top)

    def _choice(self, cost: float, fixed: str | None, on: tuple[str, ...]) -> int:
        if fixed is None:
            return self.made.choice(cost)
        return self.made.column(cost, float(fixed in on), float(fixed in on))

    def station(self, element: Element, lost_in: float, lost_out: float, sag: float = 0.0) -> None:
        """What holds while a compressor station works; losses in bar2, taken as they are at present. By `sag` bar2 the
        pressure behind may lie further below that before."""
        works, top = self.works[element.id], 2 * self.top
        tail, head = self.squares[element.tail], self.squares[element.head]
        effort = self.made.column(1.0)
        self.efforts.append(effort)
        self.made.row({effort: 1.0, head: -1.0, tail: 1.0, works: -top}, low=-top)
        self.made.row({head: 1.0, tail: -1.0, works: -top}, low=-top - lost_in - lost_out - sag)
        if element.ratio_max < 1e3:
            ratio = element.ratio_max**2
            self.made.row({tail: ratio, head: -1.0, works: -top * ratio}, low=-top * ratio + lost_out + ratio * lost_in)
        self._limits(element, lost_in, lost_out)

    def regulator(self, element: Element, lost_in: float, lost_out: float, sum_bar: float) -> None:
        """What holds while a control valve works: its drop in bar, on the sum of the pressures as it is at present."""
        works, top = self.works[element.id], 2 * self.top
        tail, head = self.squares[element.tail], self.squares[element.head]
        lost = lost_in + lost_out
        self.made.row({tail: 1.0, head: -1.0, works: -top}, low=element.drop_min * sum_bar + lost - top)
        if element.drop_max < 1e3:
            self.made.row({tail: 1.0, head: -1.0, works: top}, high=element.drop_max * sum_bar + lost + top)
        self._limits(element, lost_in, lost_out)

    def _limits(self, element: Element, lost_in: float, lost_out: float) -> None:
        works, top = self.works[element.id], self.top
        tail, head = self.squares[element.tail], self.squares[element.head]
        if element.pressure_in_min:
            least = (element.pressure_in_min * (1 + INSIDE)) ** 2 + lost_in
            self.made.row({tail: 1.0, works: -top}, low=least - top)
        if element.pressure_out_max < 1e3:
            most = (element.pressure_out_max * (1 - INSIDE)) ** 2 - lost_out
            self.made.row({head: 1.0, works: 2 * top}, high=most + 2 * top)

    def breach(self, answer: Answer) -> dict[str, float]:
        """The bar2 by which each node is under (negative) or over its bounds, where it is."""
        return {
            node: over
            for node, (one, two) in self.breaches.items()
            if abs(over := answer.values[two] - answer.values[one]) > 1e-6
        }

    def ban(self, modes: dict[str, str]) -> None:
        """Let at least one valve or station be set otherwise."""
        terms: dict[int, float] = {}
        ones = 0
        for element, mode in modes.items():
            for column, on in (
                (self.passes.get(element), mode in ("open", "bypass")),
                (self.works.get(element), mode == "works"),
            ):
                if column is not None:
                    terms[column] = -1.0 if on else 1.0
                    ones += on
        self.made.row(terms, low=1.0 - ones)

    def modes(self, answer: Answer) -> dict[str, str]:
        """How each valve and station is set."""
        found = {}
        for element, column in self.passes.items():
            valve = self.laws.network.elements[element].kind == "valve"
            if answer.values[column] > 0.5:
                found[element] = "open" if valve else "bypass"
            elif not valve and answer.values[self.works[element]] > 0.5:
                found[element] = "works"
            else:
                found[element] = "closed"
        return found


def set_point_of(mode: str, value: float = 0.0) -> SetPoint:
    """A set point; `value` counts only where something works."""
    return SetPoint(mode, value if mode == "works" else 0.0)
