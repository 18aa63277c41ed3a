"""The planner: all efficient routes between two places of a network, and the quickest along each corridor.

>>> from ortak.engines.transport.network import Leg, Network, Place, Spread
>>> places = [Place(name, name.upper(), "", "KZ") for name in "abc"]
>>> legs = [Leg("ab", "a", "b", "rail", 100.0, Spread(9, 9, 9), Spread(50.0, 50.0, 50.0), carrier="rail"),
...         Leg("ab2", "a", "b", "road", 80.0, Spread(4, 4, 4), Spread(90.0, 90.0, 90.0), carrier="road")]
>>> planner = Planner(Network.of(places, legs))
>>> [(route.hours, route.cost_usd, route.best_in) for route in planner.routes("a", "b", ("time", "cost"))]
[(4.0, 90.0, ('time',)), (9.0, 50.0, ('cost',))]
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from ortak.engines.transport.network import Arc, Network, TransportError, UnknownPlace
from ortak.engines.transport.planning.choosing import explained
from ortak.engines.transport.planning.emissions import TONNES_PER_TEU
from ortak.engines.transport.planning.gaps import NoRoute, gap
from ortak.engines.transport.planning.measures import CRITERIA, SEASONS, UNITS, Measured, measured
from ortak.engines.transport.planning.reliability import mean
from ortak.engines.transport.planning.routes import Route, route_of
from ortak.engines.transport.planning.search import Wait, Way, efficient_routes
from ortak.engines.transport.planning.timetables import Service, by_leg

OFF_CORRIDOR = 3
"""How much longer an hour counts off a corridor when the quickest way along it is sought."""
HOURS_A_DAY = 24.0


class BadQuestion(TransportError):
    """A criterion, mode, corridor, season or load that does not exist: what is valid."""


def season_of(day: date) -> str:
    """The season of a day.

    >>> season_of(date(2026, 1, 10)), season_of(date(2026, 7, 1))
    ('winter', 'summer')
    """
    return next(name for name, months in SEASONS.items() if day.month in months)


class Planner:
    """Routes on a network with given services. `modes` limits what may carry; `planned` takes in what does not run yet.

    Making one costs a few milliseconds; a question takes some more, so keep it.
    """

    def __init__(
        self,
        network: Network,
        services: Sequence[Service] = (),
        season: str | None = None,
        modes: Collection[str] | None = None,
        planned: bool = False,
        tonnes: float = TONNES_PER_TEU,
    ) -> None:
        if season is not None and season not in SEASONS:
            raise BadQuestion(f"there is no season {season!r}; there are {', '.join(SEASONS)}")
        if not 0 < tonnes <= 40:
            raise BadQuestion(f"{tonnes:g} tonnes in a TEU; from over 0 to 40")
        known = {leg.carrier or leg.mode for leg in network.legs.values()}
        if modes is not None and (not modes or set(modes) - known):
            raise BadQuestion(f"there is no mode {', '.join(sorted(set(modes) - known))!r}; {', '.join(sorted(known))}")
        self.network, self.season, self.services = network, season, by_leg(tuple(services))
        self._check_services()
        self.used = [arc for arc in network.arcs if (planned or arc.leg.operating) and _allowed(arc, modes)]
        self._number = {place: number for number, place in enumerate(network.places)}
        self._leaving: list[list[Measured]] = [[] for _ in network.places]
        self._kept: dict[tuple[int, ...], tuple[list[list[Way]], list[list[Way]]]] = {}
        for arc in self.used:
            if figures := measured(network, arc, season, tonnes):
                self._leaving[self._number[arc.tail]].append(figures)

    def _check_services(self) -> None:
        for leg, tail in self.services:
            ends = self.network.legs.get(leg)
            if ends is None or tail not in (ends.tail, ends.head):
                raise BadQuestion(f"there is a service on {leg} from {tail}, but no such leg begins there")

    def routes(
        self, source: str, target: str, criteria: Sequence[str] = CRITERIA, start: date | None = None
    ) -> tuple[Route, ...]:
        """All efficient routes over the criteria, the quickest first; `start` is the day, from 00:00, of a timetable.

        Of routes with equal figures one is there. Raises `UnknownPlace`, `BadQuestion` for an unknown criterion, and
        `NoRoute`, which says where the gap is.

        >>> from ortak.engines.transport.network import Place
        >>> Planner(Network.of([Place("a", "A", "", "KZ")], [])).routes("a", "a")[0].hours
        0.0
        """
        axes = _axes(criteria)
        ends = [self._number_of(place) for place in (source, target)]
        if tuple(axes) not in self._kept:
            self._kept[tuple(axes)] = self._ways(axes)
        ways, back = self._kept[tuple(axes)]
        wait = self._wait(start) if self.services and 0 in axes else None
        if wait and axes[0] != 0:
            raise BadQuestion("with a timetable, time is the first criterion")
        found = efficient_routes(ways, back, ends[0], ends[1], len(axes), wait)
        if not found:
            raise NoRoute(gap(self.network, self.used, source, target))
        routes = [self._route(steps, start) for _, steps in found]
        return tuple(explained(sorted(routes, key=lambda route: route.hours), criteria))

    def along(self, source: str, target: str, corridors: Collection[str]) -> Route:
        """The quickest route that leaves the legs of some corridors as little as possible.

        Raises `NoRoute`, and `BadQuestion` for a corridor without legs.

        >>> from ortak.engines.transport.network import Leg, Place, Spread
        >>> legs = [Leg("one", "a", "b", "rail", 9.0, Spread(1, 1, 1)),
        ...         Leg("two", "a", "b", "road", 9.0, Spread(2, 2, 2), tags=frozenset({"middle"}))]
        >>> network = Network.of([Place("a", "A", "", "KZ"), Place("b", "B", "", "KZ")], legs)
        >>> Planner(network).along("a", "b", ["middle"]).legs[0].arc.leg.id
        'two'
        """
        wanted = set(corridors)
        if unknown := wanted - {tag for leg in self.network.legs.values() for tag in leg.tags}:
            raise BadQuestion(f"there is no corridor {', '.join(sorted(unknown))!r}")
        ends = [self._number_of(place) for place in (source, target)]
        ways: list[list[Way]] = [[] for _ in self._leaving]
        back: list[list[Way]] = [[] for _ in self._leaving]
        for node, measures in enumerate(self._leaving):
            for each in measures:
                cost = each.costs[0] * (1 if wanted & each.arc.leg.tags else OFF_CORRIDOR)
                head = self._number[each.arc.head]
                ways[node].append((head, (cost,)))
                back[head].append((node, (cost,)))
        found = efficient_routes(ways, back, ends[0], ends[1], 1)
        if not found:
            raise NoRoute(gap(self.network, self.used, source, target))
        return self._route(found[0][1], None)

    def _number_of(self, place: str) -> int:
        if place not in self._number:
            raise UnknownPlace(place)
        return self._number[place]

    def _ways(self, axes: Sequence[int]) -> tuple[list[list[Way]], list[list[Way]]]:
        ways: list[list[Way]] = [[] for _ in self._leaving]
        back: list[list[Way]] = [[] for _ in self._leaving]
        for node, measures in enumerate(self._leaving):
            for each in measures:
                costs, head = tuple(each.costs[axis] for axis in axes), self._number[each.arc.head]
                ways[node].append((head, costs))
                back[head].append((node, costs))
        return ways, back

    def _wait(self, start: date | None) -> Wait:
        services = [
            [self.services.get((each.arc.leg.id, each.arc.tail)) for each in measures] for measures in self._leaving
        ]
        begin = _hour_of_week(start)

        def wait(node: int, number: int, time: int) -> int:
            service = services[node][number]
            return round(_hours_waited(service, begin, time / UNITS["time"]) * UNITS["time"]) if service else 0

        return wait

    def _route(self, steps: Sequence[tuple[int, int]], start: date | None) -> Route:
        begin, hour, legs = _hour_of_week(start), 0.0, []
        for node, number in steps:
            each = self._leaving[node][number]
            service = self.services.get((each.arc.leg.id, each.arc.tail))
            wait = _hours_waited(service, begin, hour) if service else 0.0
            legs.append((each, wait))
            hour += wait + mean(each.hours)
        return replace(route_of(self.network, legs), by_season=self._by_season(legs))

    def _by_season(self, legs: Sequence[tuple[Measured, float]]) -> dict[str, float]:
        found = {}
        for season in SEASONS:
            spreads = [each.arc.leg.season_hours.get(season, each.arc.leg.hours) for each, _ in legs]
            hours = [mean(spread) for spread in spreads if spread]
            found[season] = sum(hours) + sum(wait for _, wait in legs)
        return found


def _hour_of_week(start: date | None) -> float | None:
    return None if start is None else HOURS_A_DAY * start.weekday()


def _hours_waited(service: Service, begin: float | None, hour: float) -> float:
    return service.average_wait if begin is None else service.wait(begin + hour)


def _allowed(arc: Arc, modes: Collection[str] | None) -> bool:
    """Handling at a terminal is of every mode: without it a box could not change from one to another."""
    return modes is None or arc.leg.mode in ("terminal handling", "gauge change") or arc.leg.carrier in modes


def _axes(criteria: Sequence[str]) -> list[int]:
    wrong = [name for name in criteria if name not in CRITERIA]
    if wrong or not criteria or len(set(criteria)) < len(criteria):
        raise BadQuestion(f"criteria are some of {', '.join(CRITERIA)}, each once; not {', '.join(criteria) or 'none'}")
    return [CRITERIA.index(name) for name in criteria]
