"""Waiting for a ship or a train: by frequency, or by the departures of a week. The first to come is the first to leave.

>>> ferry = Service("a--b", "a", departures=(24.0, 96.0))
>>> ferry.wait(0.0), ferry.wait(25.0), ferry.wait(100.0)
(24.0, 71.0, 92.0)
>>> Service("a--b", "a", per_week=2).average_wait
42.0
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from ortak.engines.transport.network import TransportError

WEEK_HOURS = 168.0


class BadTimetable(TransportError):
    """A service that never runs, or runs at times that do not exist."""


@dataclass(frozen=True, slots=True)
class Service:
    """Departures on a leg from its end `tail`: so many a week, or at stated hours of the week (0 is Monday 00:00)."""

    leg: str
    tail: str
    per_week: float | None = None
    departures: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not self.departures and not self.per_week:
            raise BadTimetable(f"the service on {self.leg} from {self.tail} never runs")
        if self.per_week is not None and not 0 < self.per_week <= 10_000:
            raise BadTimetable(
                f"{self.per_week:g} departures a week on {self.leg}; they are more than 0, at most 10,000"
            )
        if any(not 0 <= hour < WEEK_HOURS for hour in self.departures) or list(self.departures) != sorted(
            set(self.departures)
        ):
            raise BadTimetable(f"departures on {self.leg} are hours of a week, rising, from 0 to under 168")

    @property
    def average_wait(self) -> float:
        """Hours that one waits who comes at any time: half the interval if departures are even.

        >>> Service("a--b", "a", departures=(0.0, 42.0)).average_wait
        52.5
        """
        if not self.departures:
            return WEEK_HOURS / (self.per_week or 1) / 2
        first = self.departures[0] + WEEK_HOURS
        gaps = [after - before for before, after in zip(self.departures, (*self.departures[1:], first), strict=True)]
        return sum(gap * gap for gap in gaps) / WEEK_HOURS / 2

    def wait(self, hour: float) -> float:
        """Hours until the next departure after an hour counted from any Monday 00:00; the average without a timetable.

        Who comes later never leaves earlier (FIFO), so dominance between labels stays exact.

        >>> Service("a--b", "a", per_week=7).wait(3.0)
        12.0
        """
        if not self.departures:
            return self.average_wait
        of_week = hour % WEEK_HOURS
        place = bisect_left(self.departures, of_week)
        following = self.departures[place] if place < len(self.departures) else self.departures[0] + WEEK_HOURS
        return following - of_week


Services = Mapping[tuple[str, str], Service]
"""Services by leg and the end at which one boards."""


def by_leg(services: tuple[Service, ...]) -> dict[tuple[str, str], Service]:
    """Services by leg and end. Raises `BadTimetable` if one is there twice.

    >>> list(by_leg((Service("a--b", "a", per_week=1),)))
    [('a--b', 'a')]
    """
    found: dict[tuple[str, str], Service] = {}
    for service in services:
        if (service.leg, service.tail) in found:
            raise BadTimetable(f"the service on {service.leg} from {service.tail} is there twice")
        found[service.leg, service.tail] = service
    return found
