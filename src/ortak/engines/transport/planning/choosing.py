"""Why a route is on the front, and a readable few of many routes.

>>> slow = Route((), 9.0, 9.0, 9.0, 9.0, 0.0, 100.0, 100.0, 1.0, 1.0, 1.0, 0.0)
>>> quick = Route((), 5.0, 5.0, 5.0, 5.0, 0.0, 300.0, 300.0, 1.0, 1.0, 1.0, 0.0)
>>> explained([quick, slow], ("time", "cost"))[1].trades
(Trade(best_in=('time',), changes={'time': 4.0, 'cost': -200.0}),)
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ortak.engines.transport.planning.reliability import deviation
from ortak.engines.transport.planning.routes import Route, Trade

MOST_SHOWN = 12


def value(route: Route, criterion: str) -> float | None:
    """What a route costs in a criterion, None if unknown.

    >>> value(Route((), 5.0, 0, 0, 0, 0, None, 0, 0, 0, 1, 0), "cost") is None
    True
    """
    known = {"time": route.hours, "cost": route.cost_usd, "co2": route.co2_kg, "reliability": added_spread(route)}
    return known[criterion]


def added_spread(route: Route) -> float:
    """Standard deviations of the legs, added up: the measure by which the search compares reliability."""
    return sum(deviation(leg.spread) for leg in route.legs)


def explained(routes: Sequence[Route], criteria: Sequence[str]) -> list[Route]:
    """The routes with what each is best in, and what it gives up and gains against the best in each criterion.

    >>> explained([], ("time", "cost"))
    []
    """
    best = {name: _best(routes, name) for name in criteria}
    return [_explained(route, criteria, best) for route in routes]


def _best(routes: Sequence[Route], criterion: str) -> Route | None:
    known = [(amount, place) for place, route in enumerate(routes) if (amount := value(route, criterion)) is not None]
    return routes[min(known)[1]] if known else None


def _explained(route: Route, criteria: Sequence[str], best: Mapping[str, Route | None]) -> Route:
    best_in = tuple(
        name for name in criteria if (top := best[name]) is not None and value(route, name) == value(top, name)
    )
    tops: dict[int, list[str]] = {}
    for name in criteria:
        if best[name] is not None and name not in best_in:
            tops.setdefault(id(best[name]), []).append(name)
    trades = []
    for names in tops.values():
        top = best[names[0]] or route
        trades.append(Trade(tuple(names), _differences(route, top, criteria)))
    return replace(route, best_in=best_in, trades=tuple(trades))


def _differences(route: Route, other: Route, criteria: Sequence[str]) -> dict[str, float | None]:
    """How much more the route has of each criterion, where that is half a unit at least, and what of it is unknown."""
    changes: dict[str, float | None] = {}
    for name in criteria:
        mine, its = value(route, name), value(other, name)
        if its is not None and (mine is None or abs(mine - its) >= 0.5):
            changes[name] = None if mine is None else mine - its
    return changes


def representatives(routes: Sequence[Route], criteria: Sequence[str], most: int = MOST_SHOWN) -> list[Route]:
    """At most so many of the routes, in their order.

    First the best in each criterion; then the one whose greatest loss is least, each criterion scaled from the best to
    the worst on the front; then again and again the one that differs most from all that were taken (farthest point).

    >>> representatives([], ("time", "cost"))
    []
    """
    if len(routes) <= most:
        return list(routes)
    scaled = _scaled(routes, criteria)
    axes = range(len(criteria))
    taken = list(dict.fromkeys(min(range(len(routes)), key=lambda at: scaled[at][axis]) for axis in axes))
    left = [at for at in range(len(routes)) if at not in taken]
    taken.append(min(left, key=lambda at: max(scaled[at])))
    while len(taken) < most:
        left = [at for at in range(len(routes)) if at not in taken]
        taken.append(max(left, key=lambda at: min(_apart(scaled[at], scaled[one]) for one in taken)))
    return [routes[at] for at in sorted(taken[:most])]


def _scaled(routes: Sequence[Route], criteria: Sequence[str]) -> list[list[float]]:
    columns = []
    for name in criteria:
        known = [amount for route in routes if (amount := value(route, name)) is not None] or [0.0]
        width = (max(known) - min(known)) or 1.0
        amounts = [value(route, name) for route in routes]
        columns.append([2.0 if amount is None else (amount - min(known)) / width for amount in amounts])
    return [list(row) for row in zip(*columns, strict=True)]


def _apart(one: Sequence[float], other: Sequence[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
