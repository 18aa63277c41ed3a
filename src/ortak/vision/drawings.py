"""What the chart of an indicator shows: its members together, or one series with its outlook."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ortak.mechanisms.actors.viewers import Viewer, visible_to
from ortak.mechanisms.indicators.models import Indicator, Observation
from ortak.mechanisms.presentation import charts
from ortak.mechanisms.presentation.formats import compact, title
from ortak.mechanisms.presentation.wording import own
from ortak.vision.evidence import ORG, Point, read_points
from ortak.vision.outlooks import of_indicator
from ortak.vision.sentences import indicator_finding

#: more lines than this cannot be told apart
MOST_LINES = 5

Series = Mapping[str, Sequence[Point]]


def series_of(indicator: Indicator, viewer: Viewer, counted: bool = False) -> dict[str, list[Point]]:
    """Every series of an indicator that the viewer may see, by area; with `counted`, without what is modelled."""
    rows = Observation.objects.filter(indicator=indicator, counterpart_area="", audience__in=visible_to(viewer))
    rows = rows.filter(modelled=False) if counted else rows
    return {area: points for (_code, area), points in read_points(rows.current()).items()}


def drawing(
    indicator: Indicator,
    series: Series,
    areas: Sequence[str],
    chosen: str,
    outlooks: Mapping[str, Any],
    named: Mapping[str, str],
) -> dict[str, Any] | None:
    """What the chart needs: all `areas` together, or the `chosen` one with its outlook. None with too few figures."""
    drawn = [chosen] if chosen else [area for area in areas if len(series[area]) > 1][:MOST_LINES]
    if not any(len(series[area]) > 1 for area in drawn):
        return None
    parts = [
        f"{named.get(area, area)}: {compact(series[area][0].value)} ({series[area][0].period}), "
        f"{compact(series[area][-1].value)} ({series[area][-1].period})"
        for area in drawn
    ]
    return {
        "areas": drawn,
        "lines": [
            charts.Line(named.get(area, area), [(point.year, point.value) for point in series[area]], area)
            for area in drawn
        ],
        "outlook": _outlook(series[chosen], outlooks.get(chosen)) if chosen else None,
        "unit": own(indicator.unit_measure),
        "description": _("Line chart. %(title)s. First and last: %(parts)s.")
        % {"title": title(indicator.titles), "parts": "; ".join(parts)},
    }


def _outlook(points: Sequence[Point], outlook: Mapping[str, Any] | None) -> charts.Outlook | None:
    if not outlook or not outlook["points"]:
        return None
    last, end = points[-1], outlook["points"][-1]
    label = _("%(value)s in %(year)s") % {"value": compact(end["value"]), "year": int(end["year"])}
    likely = _("likely %(low)s to %(high)s") % {"low": compact(end["low"]), "high": compact(end["high"])}
    path = [(last.year, last.value, last.value, last.value)]
    path += [(p["year"], p["value"], p["low"], p["high"]) for p in outlook["points"]]
    return charts.Outlook(label, path, likely, compact(end["value"]))


def trend(
    indicator: Indicator, of: str, columns: Sequence[str], viewer: Viewer, named: Mapping[str, str]
) -> dict[str, Any] | None:
    """The chart behind the headline figure of a directive: the members together, or the Organization with its
    outlook."""
    series = series_of(indicator, viewer, counted=True)
    areas = [area for area in columns if area in series and (area == ORG) == (of == "organization")]
    if not areas:
        return None
    chosen = areas[0] if len(areas) == 1 else ""
    outlooks = {chosen: of_indicator(indicator.code, chosen, viewer)[0]} if chosen else {}
    drawn = drawing(indicator, series, areas, chosen, outlooks, named)
    if drawn is None:
        return None
    return drawn | {
        "finding": indicator_finding(indicator.titles, areas, named, series, chosen),
        "method": outlooks[chosen]["method"] if chosen else None,
        "query": f"?of={chosen}" if chosen else "",
    }
