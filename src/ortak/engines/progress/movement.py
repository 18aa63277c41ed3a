"""Does a figure move the wanted way, and fast enough? Eurostat's method for the Sustainable Development Goals.

Source of the method: Eurostat, "Sustainable development in the European Union: monitoring report on progress
towards the SDGs in an EU context" (yearly since 2017), annex on the assessment of indicator trends. In short: the
mean yearly pace between the first and the last year is compared with the pace an agreed target asks for; where
there is no target, its direction and size are judged. What is added here, and why, is said at each constant and
in docs/status.md: shares and indices are judged by absolute change, never by a growth rate.

Points are pairs (year, value) in rising order of years, the value in the indicator's own unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from ortak.engines.progress.errors import ProgressError, one_of
from ortak.engines.progress.pace import Ends, Measure, Yardstick, finite, pace_between, yardstick

Better = Literal["higher", "lower"]
Nature = Literal["share", "index", "level", "count", "money", "rate"]
Verdict = Literal[
    "fulfilled",
    "significant_progress",
    "moderate_progress",
    "insufficient_progress",
    "no_change",
    "moderate_away",
    "significant_away",
    "too_early",
    "no_data",
]
Point = tuple[float, float]

# The design's guard: below these a movement is noise. Eurostat's short-term assessment spans five years.
MIN_POINTS: Final = 4
MIN_YEARS: Final = 3.0

# Eurostat, annex on the assessment method: observed pace as a share of the pace required by the target.
TARGET_SIGNIFICANT: Final = 0.95
TARGET_MODERATE: Final = 0.60

# Ours: a figure within 1 % of a stated ceiling (or floor) has arrived: 99 % coverage is universal for practical
# purposes. A floor of 0, and an end of the scale that nobody stated, must be met exactly.
ARRIVED_WITHIN: Final = 0.01

# A pace that equals a threshold meets it, whatever the last binary digit says.
_ROUNDING: Final = 1e-9

RULES: Final[dict[str, str]] = {
    "no-points": "No figure is known.",
    "no-points-since-baseline": "No figure is known for the time since the baseline.",
    "target-reached": "The latest figure has reached the agreed target.",
    "at-limit": "The latest figure is at its limit, or within 1 % of it.",
    "too-few-points": "Fewer than four figures over three years since the baseline: too early to tell.",
    "target-lost": "The target had been met, and the latest figure falls short of it.",
    "target-pace": "The yearly pace is compared with the pace that reaches the agreed target in time.",
    "target-date-passed": "The date of the target has passed without reaching it; the pace until then is compared.",
    "direction-growth": "No target is agreed: direction and size of the mean yearly growth decide.",
    "direction-change": "No target is agreed: direction and size of the mean yearly change on the scale decide.",
    "direction-size": "The figure touches or crosses zero: the yearly change is compared with the size of the figure.",
}


@dataclass(frozen=True, slots=True)
class Movement:
    """What a figure did since the baseline, and the numbers needed to say so in a sentence.

    `rate` and `required_rate` are per year: a fraction (0.02 is 2 %) if `measure` is "growth", else in the
    indicator's unit. `ratio` is observed over required pace. `mark` is the pace from which a movement counts as
    significant, in the unit of `rate`. `aim` is the target or limit that was compared. `rule` is a key of RULES.
    """

    verdict: Verdict
    rule: str
    points: int = 0
    first: Point | None = None
    last: Point | None = None
    measure: Measure | None = None
    rate: float | None = None
    required_rate: float | None = None
    ratio: float | None = None
    mark: float | None = None
    aim: float | None = None


def movement(
    points: Sequence[Point],
    *,
    better: Better,
    nature: Nature,
    baseline: int = 2021,
    target: float | None = None,
    target_year: int | None = None,
    ceiling: float | None = None,
    floor: float | None = None,
    scale: tuple[float, float] | None = None,
) -> Movement:
    """Judge a yearly series since `baseline`; points before it are ignored.

    `target` without `target_year` can be reached, but sets no pace. `ceiling` and `floor` are where the figure
    cannot go further (100 % coverage, a detection limit); `scale` is the whole scale of a share or an index: for a
    share 0 to 100 unless told or its values show otherwise. Raises ProgressError on values that are not finite,
    years that do not rise, or arguments that contradict each other.

    >>> yearly = [(2021, 10.0), (2022, 12.0), (2023, 14.0), (2024, 16.0)]
    >>> m = movement(yearly, better="higher", nature="share", target=30.0, target_year=2031)
    >>> m.verdict, m.rate, m.required_rate, m.rule
    ('significant_progress', 2.0, 2.0, 'target-pace')
    >>> movement(yearly, better="lower", nature="count").verdict
    'significant_away'
    >>> movement(yearly[:3], better="higher", nature="count").verdict
    'too_early'
    """
    one_of("better", better, get_args(Better))
    one_of("nature", nature, get_args(Nature))
    _check_points(points)
    ends = Ends.of(nature, [value for _, value in points], ceiling, floor, scale)
    _check_target(target, target_year, scale)
    since = [(float(year), float(value)) for year, value in points if year >= baseline]
    if not since:
        return Movement("no_data", "no-points-since-baseline" if points else "no-points")
    seen = Movement("too_early", "too-few-points", len(since), since[0], since[-1])
    sign = 1.0 if better == "higher" else -1.0
    if arrived := _arrived(seen, since[-1][1], sign, target, ends):
        return arrived
    if len(since) < MIN_POINTS or since[-1][0] - since[0][0] < MIN_YEARS:
        return seen
    stick = yardstick([value for _, value in since], nature, ends, target)
    pace = pace_between(since[0], since[-1], stick.measure)
    seen = replace(seen, measure=stick.measure, rate=pace, mark=stick.mark)
    if target is not None and target_year is not None:
        return _against_target(seen, pace, stick, sign, since[0], since[-1][0], (float(target_year), target))
    return replace(seen, verdict=_by_direction(sign * pace, stick), rule=f"direction-{stick.kind}")


def _arrived(seen: Movement, value: float, sign: float, target: float | None, ends: Ends) -> Movement | None:
    """At the target, or at the end of the scale in the wanted direction: a level, so one point is enough."""
    if target is not None and sign * (value - target) >= 0:
        return replace(seen, verdict="fulfilled", rule="target-reached", aim=target)
    limit = ends.upper_limit if sign > 0 else ends.lower_limit
    if limit is None:
        return None
    within = ARRIVED_WITHIN * abs(limit) if ends.stated else 0.0
    if sign * (value - limit) >= -within:
        return replace(seen, verdict="fulfilled", rule="at-limit", aim=limit)
    return None


def _against_target(
    seen: Movement, pace: float, stick: Yardstick, sign: float, first: Point, last_year: float, aim: Point
) -> Movement:
    """Eurostat, indicators with a quantitative target: observed over required pace."""
    seen = replace(seen, aim=aim[1])
    if sign * (first[1] - aim[1]) >= 0:
        return replace(seen, verdict=_away(pace, stick), rule="target-lost")
    passed = last_year >= aim[0]
    seen = replace(seen, rule="target-date-passed" if passed else "target-pace")
    if aim[0] <= first[0]:
        # Due before the first figure, so no pace was required since: only the direction can be told.
        return replace(seen, verdict=_away(pace, stick) if sign * pace < 0 else "insufficient_progress")
    required = pace_between(first, aim, stick.measure)
    if required == 0:  # the first figure and the target differ by less than a number can hold
        return replace(seen, verdict="fulfilled", rule="target-reached")
    ratio = finite(pace / required, "the ratio of observed to required pace")
    return replace(seen, required_rate=required, ratio=ratio, verdict=_by_ratio(ratio, pace, stick, passed))


def _by_ratio(ratio: float, pace: float, stick: Yardstick, passed: bool) -> Verdict:
    if ratio < 0:
        return _away(pace, stick)
    if ratio >= TARGET_SIGNIFICANT - _ROUNDING and not passed:
        return "significant_progress"
    # Where the date has come and the target is not reached, "significant" would say that it still can be.
    return "moderate_progress" if ratio >= TARGET_MODERATE - _ROUNDING else "insufficient_progress"


def _by_direction(towards: float, stick: Yardstick) -> Verdict:
    """Eurostat, indicators without a quantitative target: significant from 1 % a year, either way."""
    if abs(towards) < stick.still or towards == 0:
        return "no_change"
    if towards < 0:
        return _away(towards, stick)
    return "significant_progress" if towards >= stick.mark * (1 - _ROUNDING) else "moderate_progress"


def _away(pace: float, stick: Yardstick) -> Verdict:
    """Eurostat has one word for moving away from a target; the 1 % mark tells the two degrees apart here too."""
    return "significant_away" if abs(pace) >= stick.mark * (1 - _ROUNDING) else "moderate_away"


def _check_points(points: Sequence[Point]) -> None:
    previous: float | None = None
    for place, point in enumerate(points, start=1):
        try:
            year, value = point
        except (TypeError, ValueError):
            raise ProgressError(f"point {place} is {point!r}; valid is a pair (year, value)") from None
        finite(year, f"the year of point {place}")
        finite(value, f"the value of point {place} ({year})")
        if previous is not None and year <= previous:
            problem = "is there twice" if year == previous else f"comes after {previous}"
            raise ProgressError(f"point {place}: year {year} {problem}; years must rise")
        previous = year


def _check_target(target: float | None, target_year: int | None, scale: tuple[float, float] | None) -> None:
    if target is None:
        if target_year is not None:
            raise ProgressError(f"target_year is {target_year}, but there is no target")
        return
    finite(target, "target")
    if target_year is not None:
        finite(target_year, "target_year")
    if scale is not None and not scale[0] <= target <= scale[1]:
        raise ProgressError(f"target {target} lies outside the scale {scale[0]} to {scale[1]}")
