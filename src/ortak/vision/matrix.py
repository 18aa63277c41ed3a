"""The dense part of the board, written by one function: a row a directive, a tile a column, in as few bytes as
hold the meaning."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from ortak.mechanisms.presentation.formats import period, title
from ortak.mechanisms.presentation.wording import change, quantity
from ortak.vision.board import ORDERS, Board, BoardRow, Cell
from ortak.vision.words import GRADES, QUARTERS, STATUSES, TILES

ORG = "ORG"


def matrix(
    board: Board, columns: Sequence[str], names: Mapping[str, str], query: Mapping[str, Sequence[str]]
) -> Markup:
    """The table of the board. `columns` are in the reader's order, the Organization first."""
    members = [column for column in columns if column != ORG]
    words = _Words()
    parts = [_head(board, members, names, query), "<tbody>"]
    grouped = board.filter.order == "vision"
    sections = {section.area: section for section in board.sections}
    area = None
    for row in board.directives:
        if grouped and row.area != area:
            area = row.area
            parts.append(_area(board, title(sections[area].titles), area, len(members)))
        parts.append(_row(row, members, words))
    if not board.directives:
        parts.append(
            f'<tr><td colspan="{len(members) + 6}">{escape(_("No directive matches. Remove a filter above."))}'
        )
    parts.append("</table>")
    return Markup("".join(parts))


class _Words:
    """Words and addresses that stand in every row, looked up once a page."""

    def __init__(self) -> None:
        self.status = {word: escape(str(text)) for word, text in STATUSES.items()}
        self.grade = {word: escape(str(text)) for word, text in GRADES.items()}
        self.address = reverse("vision:commitment", args=["CODE"])
        self.none = escape(_("no figure yet"))
        self.known = escape(_("%(known)s of %(required)s"))
        self.language = get_language() or "en"


def _head(board: Board, members: Sequence[str], names: Mapping[str, str], query: Mapping[str, Sequence[str]]) -> str:
    caption = _("Status of %(shown)s of %(total)s directives by actor") % {
        "shown": len(board.directives),
        "total": board.total,
    }
    heads = "".join(
        f'<th scope="col" class="ac{" mid" if index == 0 else ""}"><abbr title="{escape(names[code])}">{code}</abbr>'
        for index, code in enumerate(members)
    )
    sort = {order: _sort(board, order, query) for order in ORDERS}
    return (
        f'<table class="board"><caption class="vh">{escape(caption)}</caption><thead>'
        f'<tr><td colspan="3"><th colspan="{len(members)}" class="mid" scope="colgroup">{escape(_("Members"))}'
        f'<th colspan="3" class="fig mid" scope="colgroup">{escape(_("Organization as a whole"))}'
        f'<tr><th scope="col" class="cd"{sort["vision"][1]}>{sort["vision"][0]}{escape(_("Code"))}</a>'
        f'<th scope="col">{escape(_("Directive"))}'
        f'<th scope="col" class="so"{sort["status"][1]}>{sort["status"][0]}{escape(_("Status"))}</a>{heads}'
        f'<th scope="col" class="fig mid">{escape(_("Latest figure, change in a year"))}'
        f'<th scope="col" class="tr">{escape(_("Since 2015"))}'
        f'<th scope="col" class="ev"{sort["known"][1]}>{sort["known"][0]}{escape(_("Known"))}</a></thead>'
    )


def _sort(board: Board, order: str, query: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The start of the link that sorts by `order` (or turns it round), and the mark of the column."""
    current = board.filter.order == order
    turned = current and not board.filter.descending
    kept = {key: list(values) for key, values in query.items() if key not in ("order", "down")}
    link = "?" + urlencode(kept | {"order": order} | ({"down": "1"} if turned else {}), doseq=True)
    direction = "descending" if board.filter.descending else "ascending"
    return f'<a href="{escape(link)}">', f' aria-sort="{direction}"' if current else ""


def _area(board: Board, name: str, area: str, members: int) -> str:
    rows = [row for row in board.directives if row.area == area]
    counts: dict[str, int] = {}
    for row in rows:
        word = row.columns[ORG].status
        counts[word] = counts.get(word, 0) + 1
    summary = ", ".join(f"{number} {str(STATUSES[word]).lower()}" for word, number in counts.items())
    shown = ngettext("%(n)s directive", "%(n)s directives", len(rows)) % {"n": len(rows)}
    address = reverse("vision:area", args=[area])
    return (
        f'<tr class="area"><th colspan="{members + 6}" scope="rowgroup"><a href="{address}">{escape(name)}</a>'
        f"<span>{escape(shown)}: {escape(summary)}</span>"
    )


def _row(row: BoardRow, members: Sequence[str], words: _Words) -> str:
    address = words.address.replace("CODE", row.code)
    org = row.columns[ORG]
    tiles = "".join(_tile(row.columns[code], code, address, words) for code in members)
    language = "" if row.titles.get(words.language) else ' lang="en"'
    return (
        f'<tr><td class="cd"><a href="{address}">{row.code}</a>'
        f'<th scope="row" class="dir"{language}><a href="{address}">{escape(title(row.titles, words.language))}</a>'
        f'<td class="so"><span class="st"><svg class="t"><use href="#{TILES[org.status]}"/></svg>'
        f"{words.status[org.status]}</span>"
        f"{tiles}{_figure(row.figure, address, words)}{_known(org, words)}"
    )


def _tile(cell: Cell, code: str, address: str, words: _Words) -> str:
    text = words.status[cell.status] + (f", {words.grade[cell.grade]}" if cell.grade else "")
    return (
        f'<td class="q{QUARTERS[cell.grade]}"><a href="{address}#{code}"><svg><use href="#{TILES[cell.status]}"/></svg>'
        f"<b>{code} {text}</b></a>"
    )


def _figure(figure: Mapping[str, Any] | None, address: str, words: _Words) -> str:
    if figure is None:
        return f'<td class="fig no">{words.none}<td class="tr">'
    value = quantity(figure["value"], figure["unit"]).__html__()
    note = period(figure["period"])
    if figure["of"] == "members":
        note = _("median of %(n)s, %(period)s") % {"n": figure["members"], "period": note}
    if "change" in figure:
        note += f", {change(figure['change'], figure['unit'])}"
    return (
        f'<td class="fig"><a href="{address}#figure">{value}</a><small>{escape(note)}</small>'
        f'<td class="tr">{spark(figure["spark"])}'
    )


def _known(cell: Cell, words: _Words) -> str:
    text = words.known % {"known": cell.known, "required": cell.required}
    mark = f'<span class="g g{QUARTERS[cell.grade]}"><i></i>{words.grade[cell.grade]}</span>' if cell.grade else ""
    return f'<td class="ev">{text}<small>{mark}</small>'


def spark(points: Sequence[Sequence[float]]) -> str:
    """A small line of 72 by 20 pixels, without axes: shape only, the figures stand beside it."""
    if len(points) < 3:
        return ""
    years, values = [point[0] for point in points], [point[1] for point in points]
    low, high = min(values), max(values)
    span, width = (high - low) or 1.0, (years[-1] - years[0]) or 1.0
    path = " ".join(
        f"{1 + 69 * (year - years[0]) / width:.0f} {17 - 14 * (value - low) / span:.0f}"
        for year, value in zip(years, values, strict=True)
    )
    last = 17 - 14 * (values[-1] - low) / span
    return f'<svg class="sp" viewBox="0 0 72 20" aria-hidden="true"><path d="M{path}"/><circle cy="{last:.0f}"/></svg>'
