"""Pipes along a course of places, and what is produced, taken in, needed and taken out at places.

>>> FlowNetwork.of([Pipe("p", ("a", "b"), 5, (100, 100))], [])
Traceback (most recent call last):
...
ortak.engines.energy.pipelines.errors.BadNetwork: pipe p: 2 lengths for 1 parts of its course
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ortak.engines.energy.pipelines.errors import BadNetwork

KINDS = ("production", "inlet", "demand", "outlet")
GIVES = ("production", "inlet")


@dataclass(frozen=True)
class Pipe:
    """A pipe along `course`, with a capacity a year in each part of it, and the length of each part in km. A pipe of no
    capacity of its own (None) is a grid: it holds nothing back, and it does not stop."""

    id: str
    course: tuple[str, ...]
    capacity: int | None
    lengths: tuple[int, ...]
    both_ways: bool = False


@dataclass(frozen=True)
class Balance:
    """What a place gives or takes in a year, None without a limit. A `demand` must be met and comes before an `outlet`,
    which takes what reaches it; production comes before inlets, and one that is `last` after all else."""

    id: str
    place: str
    state: str
    kind: str
    amount: int | None
    last: bool = False


@dataclass(frozen=True)
class FlowNetwork:
    """Pipes and balances by id."""

    pipes: Mapping[str, Pipe]
    balances: Mapping[str, Balance]

    @classmethod
    def of(cls, pipes: Iterable[Pipe], balances: Iterable[Balance]) -> "FlowNetwork":
        """Checks what it is given. Raises `BadNetwork`."""
        found: dict[str, Pipe] = {}
        for pipe in pipes:
            _check(pipe)
            if pipe.id in found:
                raise BadNetwork(f"pipe {pipe.id} stands twice")
            found[pipe.id] = pipe
        held: dict[str, Balance] = {}
        for each in balances:
            if each.kind not in KINDS:
                raise BadNetwork(f"balance {each.id}: {each.kind!r} is none of {', '.join(KINDS)}")
            if each.amount is not None and each.amount < 0:
                raise BadNetwork(f"balance {each.id}: {each.amount} is less than nothing")
            if each.kind == "demand" and each.amount is None:
                raise BadNetwork(f"balance {each.id}: a demand needs an amount")
            if each.id in held:
                raise BadNetwork(f"balance {each.id} stands twice")
            held[each.id] = each
        return cls(found, held)

    @property
    def enough(self) -> int:
        """More than anything here can move: what stands for no limit."""
        known = [pipe.capacity or 0 for pipe in self.pipes.values()]
        return sum(known) + sum(each.amount or 0 for each in self.balances.values()) + 1

    def without(self, *pipes: str) -> "FlowNetwork":
        """The network when these pipes have stopped. Raises `BadNetwork` if there is no such pipe."""
        self._known(pipes)
        return FlowNetwork({name: pipe for name, pipe in self.pipes.items() if name not in pipes}, self.balances)

    def with_more(self, added: Mapping[str, int]) -> "FlowNetwork":
        """The network with so much more capacity in these pipes."""
        self._known(added)
        pipes = dict(self.pipes)
        for name, more in added.items():
            pipes[name] = replace(pipes[name], capacity=(pipes[name].capacity or 0) + more)
        return FlowNetwork(pipes, self.balances)

    def with_balance(self, name: str, amount: int) -> "FlowNetwork":
        """The network with another amount of one balance."""
        if name not in self.balances:
            raise BadNetwork(f"there is no balance {name!r}; there are {', '.join(self.balances)}")
        return FlowNetwork(self.pipes, dict(self.balances) | {name: replace(self.balances[name], amount=amount)})

    def _known(self, pipes: Iterable[str]) -> None:
        for name in pipes:
            if name not in self.pipes:
                raise BadNetwork(f"there is no pipe {name!r}; there are {', '.join(self.pipes)}")


def _check(pipe: Pipe) -> None:
    if len(pipe.course) < 2 or len(set(pipe.course)) < len(pipe.course):
        raise BadNetwork(f"pipe {pipe.id}: a course is two places or more, none twice, not {' '.join(pipe.course)!r}")
    if len(pipe.lengths) != len(pipe.course) - 1:
        raise BadNetwork(f"pipe {pipe.id}: {len(pipe.lengths)} lengths for {len(pipe.course) - 1} parts of its course")
    if min(pipe.lengths) < 0 or (pipe.capacity is not None and pipe.capacity < 0):
        raise BadNetwork(f"pipe {pipe.id}: lengths and capacity are numbers from 0 up")
