"""How fast is fast? The yearly pace of a figure, and the yardstick it is held against.

Growth rates suit figures that are positive and have no upper end (tonnes, dollars). They mislead elsewhere: a share
that rises from 95 to 96 grows by 1 %, its complement falls by 20 %, and a balance that crosses zero has no growth
rate. Those are measured by absolute change.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ortak.engines.progress.errors import ProgressError

Measure = Literal["growth", "change"]

# Eurostat, annex on the assessment method: without a target a movement is significant from 1 % a year.
SIGNIFICANT_GROWTH: Final = 0.01

# Ours: below 0.05 % a year the pace is printed as 0.0 %, and what is printed as nothing is called no change.
NO_CHANGE_PART: Final = 0.05

# Ours, for shares and indices: significant is Eurostat's 1 %, taken from the distance to the nearer end of the
# scale, so that a share and its complement get the same verdict (at 50 of 100 it is half a point a year, at 90 a
# tenth). It is never less than 0.05 % of the scale, so that rounding near an end is not taken for progress.
SMALLEST_MARK: Final = 0.0005

_LARGEST_EXPONENT: Final = 700.0


@dataclass(frozen=True, slots=True)
class Yardstick:
    """`mark`: significant from here; `still`: no change below; both per year, as fraction (growth) or in units."""

    measure: Measure
    kind: Literal["growth", "change", "size"]
    mark: float

    @property
    def still(self) -> float:
        return self.mark * NO_CHANGE_PART


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a figure can go no further, in its own unit, and the scale it lives on; None where it has no end.

    `stated` says that somebody wrote the limits down; else they follow from the nature of the figure.
    """

    low: float | None = None
    high: float | None = None
    lower_limit: float | None = None
    upper_limit: float | None = None
    stated: bool = False

    @classmethod
    def of(
        cls,
        nature: str,
        values: Sequence[float],
        ceiling: float | None,
        floor: float | None,
        scale: tuple[float, float] | None,
    ) -> "Ends":
        """Ends from what was stated and from the nature; ProgressError where the statements contradict.

        >>> Ends.of("share", [40.0], None, None, None)
        Ends(low=0.0, high=100.0, lower_limit=0.0, upper_limit=100.0, stated=False)
        >>> Ends.of("share", [140.0], None, None, None).high is None  # trade as a share of GDP: no end
        True
        """
        _check_ends(values, ceiling, floor, scale)
        low, high = _scale_of(nature, values, ceiling, floor, scale)
        lower = floor if floor is not None else low
        upper = ceiling if ceiling is not None else high
        if lower is None and nature != "index" and values and min(values) >= 0:
            lower = 0.0  # a quantity that never was negative, and has come down to zero, can go no lower
        return cls(low, high, lower, upper, stated=(ceiling, floor, scale) != (None, None, None))


def _scale_of(
    nature: str, values: Sequence[float], ceiling: float | None, floor: float | None, scale: tuple[float, float] | None
) -> tuple[float | None, float | None]:
    if scale is not None:
        return scale
    if nature == "share" and all(0 <= value <= 100 for value in values):
        return 0.0, 100.0
    if nature == "index" and floor is not None and ceiling is not None:
        return floor, ceiling
    return None, None


def _check_ends(
    values: Sequence[float], ceiling: float | None, floor: float | None, scale: tuple[float, float] | None
) -> None:
    for name, value in (("ceiling", ceiling), ("floor", floor)):
        if value is not None:
            finite(value, name)
    if floor is not None and ceiling is not None and floor >= ceiling:
        raise ProgressError(f"floor {floor} is not below ceiling {ceiling}")
    if scale is None:
        return
    low, high = finite(scale[0], "scale[0]"), finite(scale[1], "scale[1]")
    if low >= high:
        raise ProgressError(f"scale is ({low}, {high}); its first end must be below its second")
    for value in values:
        if not low <= value <= high:
            raise ProgressError(f"value {value} lies outside the scale {low} to {high}")


def yardstick(values: Sequence[float], nature: str, ends: Ends, target: float | None) -> Yardstick:
    """Choose measure and marks for the values since the baseline (in the indicator's unit, oldest first).

    >>> yardstick([50.0, 51.0], "share", Ends(0.0, 100.0), None)
    Yardstick(measure='change', kind='change', mark=0.5)
    >>> yardstick([-3.0, 5.0], "money", Ends(), None)
    Yardstick(measure='change', kind='size', mark=0.08)
    """
    positive = min(values) > 0 and (target is None or target > 0)
    if nature in ("share", "index"):
        low, high = ends.low, ends.high
        if low is not None and high is not None:
            nearer = min(values[0] - low, high - values[0])
            return Yardstick("change", "change", max(SIGNIFICANT_GROWTH * nearer, SMALLEST_MARK * (high - low)))
        if positive:
            # An index without an end (2015 = 100), or a ratio above 100 %: 1 % of where it started.
            return Yardstick("change", "change", SIGNIFICANT_GROWTH * values[0])
    elif positive:
        return Yardstick("growth", "growth", SIGNIFICANT_GROWTH)
    # At or across zero there is no growth rate. The size of the figure is its largest distance from zero or its
    # range, whichever is more: the most cautious of the simple yardsticks.
    size = max(max(abs(value) for value in values), max(values) - min(values))
    return Yardstick("change", "size", SIGNIFICANT_GROWTH * finite(size, "the range of the values"))


def pace_between(first: tuple[float, float], last: tuple[float, float], measure: Measure) -> float:
    """Mean pace a year between two points (year, value): compound growth as a fraction, or change in units.

    >>> round(pace_between((2021, 100.0), (2023, 121.0), "growth"), 6)
    0.1
    >>> pace_between((2021, 40.0), (2025, 42.0), "change")
    0.5
    """
    years = last[0] - first[0]
    if measure == "growth":
        # Through logarithms, so that a huge or tiny ratio of the two does not overflow before the root is taken.
        exponent = (math.log(last[1]) - math.log(first[1])) / years
        return finite(math.expm1(exponent) if exponent < _LARGEST_EXPONENT else math.inf, "the growth rate")
    return finite((last[1] - first[1]) / years, "the yearly change")


def finite(value: float, what: str) -> float:
    """The value as a float, or a ProgressError that names it."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise ProgressError(f"{what} is {value!r}; valid is a number") from None
    if not math.isfinite(number):
        raise ProgressError(f"{what} is {number}; valid is a finite number")
    return number
