"""Which facts of routes are wanted: by state, by pair of states, airport, kind, year, words. No NumPy."""

from dataclasses import dataclass

from ortak.areas.transport.air.facts import ANNOUNCED, OPERATING, STATES, AirFacts, RouteFact
from ortak.engines.transport.network import TransportError

KINDS = (OPERATING, ANNOUNCED)
FIRST_YEAR, LAST_YEAR = 2018, 2026


class BadChoice(TransportError, ValueError):
    """A filter with a value that it does not have: the message says which are valid."""


@dataclass(frozen=True)
class Wanted:
    """Routes of a state, with another state at the other end, of an airport, of a kind, from a year on, with words."""

    state: str = ""
    other: str = ""
    airport: str = ""
    kind: str = ""
    since: int = FIRST_YEAR
    q: str = ""

    def check(self, facts: AirFacts) -> None:
        """Raises `BadChoice` for a value that is not known."""
        for name, value, valid in (
            ("state", self.state, STATES),
            ("other", self.other, STATES),
            ("kind", self.kind, KINDS),
        ):
            if value and value not in valid:
                raise BadChoice(f"{name}={value[:40]!r} is not known; valid are {', '.join(valid)}")
        if self.airport and self.airport not in facts.airports:
            near = ", ".join(code for code in facts.airports if code[0] == self.airport[0].upper())
            raise BadChoice(f"airport={self.airport[:40]!r} is not known; valid are for example {near or 'GYD, IST'}")


def select(facts: AirFacts, wanted: Wanted) -> list[RouteFact]:
    """The facts that are wanted, the last seen first. Raises `BadChoice`.

    >>> from ortak.areas.transport.air.facts import air_facts
    >>> {fact.pair for fact in select(air_facts(), Wanted(state="HU", other="UZ"))}
    {('BUD', 'TAS')}
    """
    wanted.check(facts)
    chosen = [route for route in facts.routes if _fits(facts, route, wanted)]
    return sorted(chosen, key=lambda route: (route.seen, route.pair), reverse=True)


def _fits(facts: AirFacts, route: RouteFact, wanted: Wanted) -> bool:
    ends = list(facts.states_of(route.pair))
    if wanted.state:
        if wanted.state not in ends:
            return False
        ends.remove(wanted.state)
    if wanted.other and wanted.other not in ends:
        return False
    source = facts.sources[route.source]
    texts = [route.airline, source.publisher, source.title]
    texts += [text for code in route.pair for text in (code, facts.name_of(code), facts.airports[code].name)]
    words = wanted.q.casefold().split()
    return (
        (not wanted.airport or wanted.airport in route.pair)
        and (not wanted.kind or wanted.kind == route.state)
        and int(route.seen[:4]) >= wanted.since
        and all(any(word in text.casefold() for text in texts) for word in words)
    )
