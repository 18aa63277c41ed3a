"""Moments as a reader writes them, for "what did we know then?": the same for pages, the command line and the API."""

import re
from datetime import UTC, date, datetime, time

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class NoMoment(ValueError):
    """A text that names no moment that has come: says what is valid."""


def end_of(text: str, today: date) -> datetime:
    """The end of the day that `text` names, UTC. Raises `NoMoment` for another text, and for a day to come."""
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise NoMoment(f"{text[:40]!r} is no date; write 2026-11-24")
    return _that_has_come(datetime.combine(day, time.max, UTC), text, today)


def moment_of(text: str, today: date) -> datetime:
    """The same, or a moment in ISO 8601; UTC where it names no zone."""
    if DAY.fullmatch(text):
        return end_of(text, today)
    try:
        moment = datetime.fromisoformat(text)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NoMoment(f"{text[:40]!r} is no date; write 2026-11-24 or 2026-11-24T12:00:00Z") from None
    return _that_has_come(moment, text, today)


def _that_has_come(moment: datetime, text: str, today: date) -> datetime:
    if moment.date() > today:
        raise NoMoment(f"{text[:40]!r} lies in the future, and what will be known is not known; the latest is {today}")
    return moment
