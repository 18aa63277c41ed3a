"""Formats against CLDR as Babel has it, and against plain arithmetic."""

import math

import pytest
from babel.numbers import parse_decimal
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ortak.mechanisms.presentation.formats import MINUS, THIN, compact, number, period, signed, title


@pytest.mark.parametrize(
    ("value", "english", "turkish"),
    [
        (0.0, "0", "0"),
        (1234.0, "1,234", "1.234"),
        (85.42, "85.4", "85,4"),
        (7.0, "7", "7"),
        (2.7, "2.7", "2,7"),
        (0.151, "0.151", "0,151"),
        (-4474.0, f"{MINUS}4,474", f"{MINUS}4.474"),
        (99.96, "100", "100"),
    ],
)
def test_a_number_reads_as_the_language_writes_it(value: float, english: str, turkish: str) -> None:
    assert number(value, language="en") == english
    assert number(value, language="tr") == turkish


def test_nothing_is_unknown_and_never_zero() -> None:
    assert number(None, language="en") == "unknown"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert number(-0.04, 1, "en") == "0.0"
    assert number(-0.06, 1, "en") == f"{MINUS}0.1"


def test_groups_are_thin_spaces_where_the_language_uses_spaces() -> None:
    assert number(1234567.0, language="kk") == f"1{THIN}234{THIN}567"


@given(st.floats(min_value=-999, max_value=999))
def test_a_number_keeps_three_significant_digits(value: float) -> None:
    shown = float(parse_decimal(number(value, language="en").replace(MINUS, "-"), locale="en"))
    assert math.isclose(shown, value, rel_tol=0.006, abs_tol=0.00006)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (171_082_365_741.0, "171.1 billion"),
        (20_843_754.0, "20.8 million"),
        (1.5e12, "1.5 trillion"),
        (999_999.0, "999,999"),
    ],
)
def test_large_numbers_are_short_in_a_cell(value: float, text: str) -> None:
    with override("en"):
        assert compact(value) == text


def test_a_change_carries_its_sign() -> None:
    with override("en"):
        assert (signed(3.0), signed(-3.0), signed(0.0)) == ("+3", f"{MINUS}3", "0")


@pytest.mark.parametrize(
    ("text", "english", "turkish"),
    [
        ("2023", "2023", "2023"),
        ("2023-06", "June 2023", "Haziran 2023"),
        ("2023-06-12", "12 Jun 2023", "12 Haz 2023"),
        ("2023-Q2", "2nd quarter 2023", "2. çeyrek 2023"),
    ],
)
def test_a_period_is_never_padded_to_a_day(text: str, english: str, turkish: str) -> None:
    assert period(text, "en") == english
    assert period(text, "tr") == turkish


def test_a_text_falls_back_to_english() -> None:
    texts = {"en": "Energy", "tr": "Enerji"}
    assert (title(texts, "tr"), title(texts, "hu")) == ("Enerji", "Energy")
