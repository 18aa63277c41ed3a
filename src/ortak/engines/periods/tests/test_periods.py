from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.periods import PeriodError, parse_period


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_is_its_own_first_and_last_day(day: date) -> None:
    period = parse_period(day.isoformat())
    assert (period.first, period.last, period.text) == (day, day, day.isoformat())


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next_one(year: int, month: int) -> None:
    period = parse_period(f"{year:04}-{month:02}")
    assert period.first == date(year, month, 1)
    assert period.last.month == month
    if (year, month) != (9999, 12):
        assert date.fromordinal(period.last.toordinal() + 1).day == 1


@given(st.integers(1, 9999))
def test_quarters_and_halves_cover_the_year_without_gap_or_overlap(year: int) -> None:
    whole = parse_period(f"{year:04}")
    for parts in (["Q1", "Q2", "Q3", "Q4"], ["S1", "S2"]):
        periods = [parse_period(f"{year:04}-{part}") for part in parts]
        days = sum((p.last - p.first).days + 1 for p in periods)
        assert days == (whole.last - whole.first).days + 1
        assert (periods[0].first, periods[-1].last) == (whole.first, whole.last)


@pytest.mark.parametrize(
    "text",
    ["", "23", "2023-13", "2023-02-29", "2023-Q5", "0000", "2023-6", " 2023", "2023\n", "２０２３", "2023-06-12T00:00"],
)
def test_what_is_no_period_is_refused_with_what_is_valid(text: str) -> None:
    with pytest.raises(PeriodError, match="valid are 2023"):
        parse_period(text)


@given(st.text())
def test_any_text_is_a_period_or_refused(text: str) -> None:
    with suppress(PeriodError):
        assert parse_period(text).text == text
