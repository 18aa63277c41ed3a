"""Outlooks of stored series: their limits, and when they are worked out anew."""

import pytest

from ortak.mechanisms.indicators.recording import record_observations
from ortak.mechanisms.indicators.tests.samples import TODAY, define, figure
from ortak.vision.models import StoredOutlook
from ortak.vision.outlooks import UnknownIndicator, of_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
FALLING = [50, 60, 38, 45, 20, 31, 12, 9, 14, 3, 2, 1]


def lowest(nature: str, first: float = FALLING[0], **fields: float) -> float:
    code = f"test.{nature}"
    define(code, nature=nature, **fields)
    values = [first, *FALLING[1:]]
    rows = [figure(value, str(2014 + n), indicator=code) for n, value in enumerate(values)]
    record_observations(rows, dataset=code, today=TODAY)
    (found,) = of_indicator(code)
    return min(point["low"] for point in found["points"])


@pytest.mark.parametrize("nature", ["level", "count", "money"])
def test_a_quantity_that_never_was_negative_stays_at_zero_or_above(nature: str) -> None:
    assert lowest(nature) == 0


def test_a_rate_may_fall_below_zero() -> None:
    assert lowest("rate") < 0


def test_a_balance_may_fall_below_zero() -> None:
    assert lowest("money", first=-5) < 0


def test_a_stated_floor_holds() -> None:
    assert lowest("level", floor=-2.0) == -2


def test_a_stored_outlook_is_worked_out_anew_only_for_other_figures() -> None:
    lowest("level")
    stored = StoredOutlook.objects.get(indicator="test.level")
    of_indicator("test.level")
    assert StoredOutlook.objects.get(indicator="test.level").digest == stored.digest
    record_observations([figure(0.5, "2026-10", indicator="test.level")], dataset="test.later", today=TODAY)
    record_observations([figure(0.7, "2013", indicator="test.level")], dataset="test.earlier", today=TODAY)
    assert of_indicator("test.level")[0]["points"]
    assert StoredOutlook.objects.get(indicator="test.level").digest != stored.digest


def test_an_unknown_indicator_names_what_is_near() -> None:
    define("test.level")
    with pytest.raises(UnknownIndicator, match=r"near are test\.level"):
        of_indicator("test.levle")
