"""Periods of time as SDMX writes them: a year, a half-year, a quarter, a month or a day, with first and last day.

Method: SDMX 3.0, section 6, "Time period" (sdmx.org): the observational time period and its Gregorian and
reporting forms."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date


class PeriodError(ValueError):
    """A text that is no period: the message says what was given and what is valid."""


@dataclass(frozen=True, order=True)
class Period:
    """A period with its first and last day. `text` is the SDMX form and is never padded to a false day."""

    first: date
    last: date
    text: str

    @property
    def year(self) -> int:
        return self.first.year


_FORM = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|S([12])))?")
_VALID = "valid are 2023, 2023-06, 2023-06-12, 2023-Q2 and 2023-S1"


def parse_period(text: str) -> Period:
    """The period that `text` names.

    >>> parse_period("2023-06").last
    datetime.date(2023, 6, 30)
    >>> parse_period("2023-Q2").first
    datetime.date(2023, 4, 1)
    >>> parse_period("June")
    Traceback (most recent call last):
    ...
    ortak.engines.periods.PeriodError: 'June' is no period: valid are 2023, 2023-06, 2023-06-12, 2023-Q2 and 2023-S1
    """
    match = _FORM.fullmatch(text)
    if not match or not text.isascii():
        raise PeriodError(f"{text!r} is no period: {_VALID}")
    year, month, day, quarter, half = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if day and month:
            first = last = date(year, month, day)
        elif month:
            first, last = _months(year, month, month)
        elif quarter:
            first, last = _months(year, 3 * quarter - 2, 3 * quarter)
        elif half:
            first, last = _months(year, 6 * half - 5, 6 * half)
        else:
            first, last = _months(year, 1, 12)
    except ValueError as error:
        raise PeriodError(f"{text!r} is no period: {error}; {_VALID}") from None
    return Period(first, last, text)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
