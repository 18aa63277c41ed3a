"""Changes of a corridor: each takes a corridor and gives another with the same ids, so that chance stays the same.

>>> from ortak.engines.transport.simulation import Corridor, Line, Vessel, pert
>>> border = Line("border", "border procedure", "border queue", pert(2, 4, 8), rate=0.17)
>>> way = Corridor("way", (border, Vessel("ferry", 24.0, 225, 6.0)))
>>> [round(stage.utilisation, 2) for stage in quicker(way, "border procedure", 0.5).stages]
[0.37, 0.64]
>>> more_sailings(way, 2.0).stages[1].headway
12.0
"""

from collections.abc import Callable
from dataclasses import replace

from ortak.engines.transport.simulation import Corridor, Line, Move, Stage, Vessel
from ortak.engines.transport.what_ifs.errors import ChangeError

Change = Callable[[Corridor], Corridor]
Match = Callable[[str], bool]


def anything(_: str) -> bool:
    """Every stage."""
    return True


def quicker(corridor: Corridor, cause: str, factor: float, match: Match = anything) -> Corridor:
    """Work of this cause takes `factor` times as long, at stages whose id `match` likes; their queues follow."""
    _positive(factor)

    def change(stage: Stage) -> Stage:
        if isinstance(stage, Move) and stage.cause == cause:
            return replace(stage, hours=stage.hours.scaled(factor))
        if isinstance(stage, Line) and stage.cause == cause:
            return replace(stage, service=stage.service.scaled(factor), after=stage.after.scaled(factor))
        return stage

    return _changed(corridor, change, match, f"work of the cause {cause!r}")


def less_traffic(corridor: Corridor, cause: str, factor: float, match: Match = anything) -> Corridor:
    """`factor` times the traffic of others arrives at lines of this cause.

    >>> from ortak.engines.transport.simulation import Corridor, Line, constant
    >>> less_traffic(Corridor("x", (Line("b", "work", "queue", constant(2.0), 0.4),)), "work", 0.5).stages[0].rate
    0.2
    """
    _positive(factor)

    def change(stage: Stage) -> Stage:
        return replace(stage, rate=stage.rate * factor) if isinstance(stage, Line) and stage.cause == cause else stage

    return _changed(corridor, change, match, f"line of the cause {cause!r}")


def more_sailings(corridor: Corridor, factor: float, match: Match = anything) -> Corridor:
    """Vessels sail `factor` times as often, with the same room and the same boxes of others."""
    _positive(factor)

    def change(stage: Stage) -> Stage:
        return replace(stage, headway=stage.headway / factor) if isinstance(stage, Vessel) else stage

    return _changed(corridor, change, match, "vessel")


def in_turn(*changes: Change) -> Change:
    """All changes, one after the other.

    >>> in_turn()("corridor")
    'corridor'
    """

    def change(corridor: Corridor) -> Corridor:
        for each in changes:
            corridor = each(corridor)
        return corridor

    return change


def _changed(corridor: Corridor, change: Callable[[Stage], Stage], match: Match, what: str) -> Corridor:
    stages = tuple(change(stage) if match(stage.id) else stage for stage in corridor.stages)
    if stages == corridor.stages and not any(match(stage.id) for stage in corridor.stages):
        raise ChangeError(f"{corridor.name}: there is no {what} to change")
    return replace(corridor, stages=stages)


def _positive(factor: float) -> None:
    if not 0 < factor < 1_000:
        raise ChangeError(f"a factor is a number above 0 and below 1,000, not {factor}")
