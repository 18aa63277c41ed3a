"""The finding in words: the sentence that opens a page, always from data, always with the part that is unknown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from ortak.mechanisms.presentation.formats import compact
from ortak.mechanisms.presentation.wording import title
from ortak.vision.board import Board
from ortak.vision.evidence import ORG


def home_sentence(counts: Mapping[str, int], total: int) -> str:
    """How the 123 directives stand, today."""
    well = counts["done"] + counts["on_track"]
    silent = counts["not_reported"] + counts["not_measurable"]
    first = _("In 2021 the heads of state set %(total)s directives for 2040.") % {"total": total}
    parts = [ngettext("Today %(n)s is done or on track", "Today %(n)s are done or on track", well) % {"n": well}]
    for word, one, many in (
        ("challenges", "%(n)s has challenges ahead", "%(n)s have challenges ahead"),
        ("major_challenges", "%(n)s has major ones", "%(n)s have major ones"),
        ("not_started", "%(n)s has not started", "%(n)s have not started"),
        ("too_early", "for %(n)s it is too early to tell", "for %(n)s it is too early to tell"),
    ):
        if number := counts[word]:
            parts.append(ngettext(one, many, number) % {"n": number})
    last = ngettext("For %(n)s too little is known to say.", "For %(n)s too little is known to say.", silent) % {
        "n": silent
    }
    return f"{first} {', '.join(parts)}. {last}" if silent else f"{first} {', '.join(parts)}."


def _extract() -> tuple[str, ...]:
    """The sentences above that are chosen by a variable, written out for the translators' extraction."""
    n = 1
    return (
        ngettext("%(n)s has challenges ahead", "%(n)s have challenges ahead", n),
        ngettext("%(n)s has major ones", "%(n)s have major ones", n),
        ngettext("%(n)s has not started", "%(n)s have not started", n),
        ngettext("for %(n)s it is too early to tell", "for %(n)s it is too early to tell", n),
    )


def count_sentence(cell: Mapping[str, Any]) -> str:
    """Of N things known, so many are done or moving the right way: the counts behind one word."""
    counts = cell["counts"]
    if not cell["required"]:
        return _("Nothing is required here.")
    if not cell["known"]:
        return _("Of %(required)s things required nothing is known yet.") % {"required": cell["required"]}
    parts = []
    if counts["good"]:
        parts.append(
            ngettext("%(n)s is done or moving the right way", "%(n)s are done or moving the right way", counts["good"])
            % {"n": counts["good"]}
        )
    if counts["against"]:
        parts.append(ngettext("%(n)s is not", "%(n)s are not", counts["against"]) % {"n": counts["against"]})
    if counts["open"]:
        parts.append(
            ngettext("for %(n)s it is too early to tell", "for %(n)s it is too early to tell", counts["open"])
            % {"n": counts["open"]}
        )
    known = ngettext("Of %(n)s thing known", "Of %(n)s things known", cell["known"]) % {"n": cell["known"]}
    unknown = cell["required"] - cell["known"]
    rest = f"; {ngettext('%(n)s is unknown', '%(n)s are unknown', unknown) % {'n': unknown}}" if unknown else ""
    return f"{known}, {', '.join(parts)}{rest}."


def rest_sentence(reasons: Sequence[str]) -> str:
    """Why the rest of what is required of a member is not judged."""
    counts = Counter(reasons)
    parts = []
    if number := counts["unknown"]:
        parts.append(ngettext("%(n)s is unknown", "%(n)s are unknown", number) % {"n": number})
    if number := counts["not_measurable"]:
        parts.append(
            ngettext("%(n)s is measured by nobody yet", "%(n)s are measured by nobody yet", number) % {"n": number}
        )
    if number := counts["press"]:
        parts.append(
            ngettext(
                "%(n)s is told by the press alone and not judged",
                "%(n)s are told by the press alone and not judged",
                number,
            )
            % {"n": number}
        )
    return _("Of the others %(parts)s.") % {"parts": ", ".join(parts)} if parts else ""


def area_sentence(board: Board) -> str:
    """How the directives of an area stand."""
    counts = board.counts()
    well = counts["done"] + counts["on_track"]
    silent = counts["not_reported"] + counts["not_measurable"]
    total = len(board.directives)
    first = ngettext("%(n)s directive", "%(n)s directives", total) % {"n": total}
    second = ngettext("%(n)s is done or on track", "%(n)s are done or on track", well) % {"n": well}
    third = ngettext("for %(n)s too little is known", "for %(n)s too little is known", silent) % {"n": silent}
    return f"{first}: {second}, {third}."


def indicator_finding(
    titles: Mapping[str, str], areas: Sequence[str], names: Mapping[str, str], series: Mapping[str, Any], chosen: str
) -> str:
    """The title of a chart: from where to where a figure went, or how far the members lie apart. A figure for the
    whole is not the Organization's own, so it is called by its title."""
    if chosen:
        first, last = series[chosen][0], series[chosen][-1]
        return Markup(_("%(name)s: %(first)s in %(from)s, %(last)s in %(to)s")) % {
            "name": title(titles) if chosen == ORG else names.get(chosen, chosen),
            "first": compact(first.value),
            "from": first.period,
            "last": compact(last.value),
            "to": last.period,
        }
    ends = [series[area][-1] for area in areas if series[area]]
    low, high = min(end.value for end in ends), max(end.value for end in ends)
    newest = max(end.period for end in ends)
    if len(ends) == 1:
        return Markup(_("%(title)s: %(value)s in %(year)s")) % {
            "title": title(titles),
            "value": compact(high),
            "year": newest,
        }
    return Markup(_("%(title)s: from %(low)s to %(high)s, latest figures up to %(year)s")) % {
        "title": title(titles),
        "low": compact(low),
        "high": compact(high),
        "year": newest,
    }
