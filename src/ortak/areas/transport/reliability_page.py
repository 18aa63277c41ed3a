"""The page of door-to-door times: journeys side by side, one with its distribution and causes, and what brings it below
so many days."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ortak.areas.transport.network import load_network
from ortak.areas.transport.network_page import BadFilter, guarded
from ortak.areas.transport.operations.figures import load_figures
from ortak.areas.transport.stored_times import SetTimes, StoredJourney, document, stored, stored_journey
from ortak.areas.transport.wording import CAUSES, CORRIDORS, DIRECTIONS, MEASURES, PARTS, SEASONS
from ortak.mechanisms.presentation.bars import Chart, Distribution, Stacked, bar_chart, bar_picture
from ortak.mechanisms.presentation.charts import SERIES
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.formats import number
from ortak.mechanisms.presentation.guarding import only

FIELDS = ("corridor", "direction", "journey", "days")
SAMPLE = "xian-poti"
MOST_DAYS = 365.0
FORMS = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True)
class Asked:
    """Which journeys are compared, which one is looked at, and below how many days it is to come."""

    corridor: str
    direction: str
    journey: StoredJourney
    days: float

    @property
    def shown(self) -> list[StoredJourney]:
        """The journeys that are compared."""
        return [
            each
            for each in stored().values()
            if self.corridor in ("", each.corridor) and self.direction in ("", each.direction)
        ]

    def query(self, **other: str) -> str:
        """The address of the page with something else asked."""
        given = {
            "corridor": self.corridor,
            "direction": self.direction,
            "journey": self.journey.id,
            "days": f"{self.days:g}",
        }
        return urlencode({name: value for name, value in (given | other).items() if value})


def asked(request: HttpRequest) -> Asked:
    """What the address asks for. Raises `TransportError`."""
    get = request.GET
    only(request, FIELDS, BadFilter)
    known = {"corridor": {each.corridor for each in stored().values()}, "direction": DIRECTIONS}
    for name, values in known.items():
        if get.get(name) and get[name] not in values:
            raise BadFilter(f"{name}={get[name][:40]!r} is not known; valid are {', '.join(sorted(values))}")
    journey = stored_journey(get.get("journey") or SAMPLE)
    days = days_of(get.get("days", "")) or float(floor(journey.sets[0].mean.days))
    return Asked(get.get("corridor", ""), get.get("direction", ""), journey, days)


def days_of(text: str) -> float | None:
    """A number of days; None if there is none. Raises `BadFilter`."""
    if not text:
        return None
    try:
        days = float(text)
    except ValueError:
        raise BadFilter(f"days={text[:40]!r} is not a number") from None
    if not (isfinite(days) and 0 < days <= MOST_DAYS):
        raise BadFilter(f"days={text[:40]!r} is not above 0 and at most {MOST_DAYS:g}")
    return days


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """Journeys side by side; one of them with its distribution, its causes, and what would bring it below N days."""
    wanted, network = asked(request), load_network()
    one = wanted.journey
    context: dict[str, Any] = {
        "asked": wanted,
        "one": one,
        "title": title(one),
        "title_of": title,
        "journeys": stored(),
        "side_by_side": bar_chart(charts(wanted)["causes"], _side_by_side(wanted)) if wanted.shown else "",
        "distribution": bar_chart(charts(wanted)["distribution"], _distribution_says(one)),
        "below": one.below(wanted.days),
        "digits": digits,
        "single": [each for each in one.sets if len(each.measures) == 1],
        "colours": SERIES,
        "engine": document(),
        "figures_known": load_figures().figures.values(),
        "sources": network.sources,
        "corridors": CORRIDORS,
        "directions": DIRECTIONS,
        "seasons": SEASONS,
        "causes": CAUSES,
        "parts_words": list(PARTS.values()),
        "measures": MEASURES,
    }
    return render(request, "transport/reliability.html", context)


def digits(days: float, limit: float) -> int:
    """How many decimals tell days from the limit that they are beside: one, or more where rounding hides it."""
    return next((places for places in range(1, 4) if days == limit or round(days, places) != limit), 4)


def title(journey: StoredJourney) -> str:
    """The two places, and the road where the journey is by road."""
    places = load_network().places
    ends = _("%(start)s to %(end)s") % {"start": places[journey.start].name, "end": places[journey.end].name}
    return _("%(ends)s, by road") % {"ends": ends} if journey.id.endswith("-road") else ends


def charts(wanted: Asked) -> dict[str, Chart]:
    """The charts of the page by name."""
    bars = [(title(each), list(each.parts.values()), number(each.year.mean, 1)) for each in wanted.shown]
    year = wanted.journey.year
    marks = [
        (value, f"{name} {number(value, 1)}")
        for value, name in (
            (year.one_of_ten, _("one of ten")),
            (year.half, _("half")),
            (year.nine_of_ten, _("nine of ten")),
        )
    ]
    return {
        "causes": Stacked(bars, _("days")),
        "distribution": Distribution(year.edges, year.shares, marks, _("days")),
    }


def _side_by_side(wanted: Asked) -> str:
    means = [each.year.mean for each in wanted.shown]
    return _("%(n)s journeys of %(low)s to %(high)s days on average, each by what takes the time") % {
        "n": number(len(means), 0),
        "low": number(min(means), 1),
        "high": number(max(means), 1),
    }


def _distribution_says(one: StoredJourney) -> str:
    return _("Days from %(ends)s: one of ten within %(low)s, half within %(half)s, nine of ten within %(high)s") % {
        "ends": title(one),
        "low": number(one.year.one_of_ten, 1),
        "half": number(one.year.half, 1),
        "high": number(one.year.nine_of_ten, 1),
    }


@guarded
@conditional
def as_picture(request: HttpRequest, chart: str, form: str) -> HttpResponse:
    """A chart of the page as a file."""
    found = charts(asked(request))
    if chart not in found or form not in FORMS:
        raise Http404(f"there is no chart {chart!r} as {form!r}; there are {', '.join(found)}")
    answer = HttpResponse(bar_picture(found[chart], form), content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="ortak-time-{chart}.{form}"'
    return answer


@guarded
@conditional
def as_csv(request: HttpRequest, table: str) -> HttpResponse:
    """A table of the page as a file: exactly what the address asks for."""
    if table not in TABLES:
        raise Http404(f"there is no table {table!r}; there are {', '.join(TABLES)}")
    head, rows = TABLES[table](asked(request))
    return csv_answer(f"ortak-time-{table}.csv", head, rows)


Rows = tuple[Sequence[str], Sequence[Sequence[Any]]]


def _journeys_table(wanted: Asked) -> Rows:
    head = ("journey", "corridor", "direction", "from", "to", "departure", "boxes", "seed", "days, one of ten",
            "days, half", "days, nine of ten", "days, mean")  # fmt: skip
    rows = [
        (
            each.id, each.corridor, each.direction, each.start, each.end, season, each.replications, each.seed,
            *(round(value, 3) for value in (times.one_of_ten, times.half, times.nine_of_ten, times.mean)),
        )
        for each in wanted.shown
        for season, times in each.seasons.items()
    ]  # fmt: skip
    return head, rows


def _causes_table(wanted: Asked) -> Rows:
    rows = [
        (each.id, cause.name, *(round(value, 4) for value in (cause.days, cause.share, cause.nine_of_ten)))
        for each in wanted.shown
        for cause in each.causes
    ]
    return ("journey", "cause", "days, mean", "share of the mean", "days, nine of ten below"), rows


def _distribution_table(wanted: Asked) -> Rows:
    one = wanted.journey
    rows = [
        (one.id, season, *(round(value, 3) for value in line))
        for season, times in one.seasons.items()
        for line in zip(times.edges, times.edges[1:], times.shares, strict=False)
    ]
    return ("journey", "departure", "days from", "days to", "boxes, %"), rows


def _measures_table(wanted: Asked) -> Rows:
    head = ("journey", "measures", "days, mean", "low", "high", "days, nine of ten", "low of nine", "high of nine",
            "days asked", "mean below", "nine of ten below")  # fmt: skip
    return head, [_set_row(wanted, each) for each in wanted.journey.sets]


def _set_row(wanted: Asked, each: SetTimes) -> Sequence[Any]:
    spans = [(span.days, span.low, span.high) for span in (each.mean, each.nine_of_ten)]
    values = [round(value, 3) for span in spans for value in span]
    below = ["yes" if span[0] < wanted.days else "no" for span in spans]
    return (wanted.journey.id, " ".join(each.measures) or "none", *values, wanted.days, *below)


TABLES = {
    "journeys": _journeys_table,
    "causes": _causes_table,
    "distribution": _distribution_table,
    "measures": _measures_table,
}
