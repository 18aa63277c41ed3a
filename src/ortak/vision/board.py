"""The board: every directive and priority for the Organization and each member, as one viewer sees it now or would
have on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, get_args

from ortak.engines.progress import GRADES, METHOD_VERSION, Status, Word
from ortak.mechanisms.actors.services import members_on
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, class_key, visible_to
from ortak.mechanisms.presentation.folding import holds
from ortak.vision.evidence import ORG
from ortak.vision.models import Commitment, EvidenceItem, Headline, Section, Standing
from ortak.vision.standing import ensure, statuses_known_on

#: the status words in the order of the legend
WORDS: tuple[str, ...] = get_args(Word)
ORDERS = ("vision", "status", "known", "grade")


class BoardError(ValueError):
    """A filter that the board does not have: says what is valid."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One status: how much of what is required is known, and how well the word is founded (None: nothing is known)."""

    status: str
    grade: str | None
    known: int
    required: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    code: str
    kind: str
    area: str
    titles: dict[str, str]
    columns: dict[str, Cell]
    indicators: tuple[str, ...]
    figure: dict[str, Any] | None
    served_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filter:
    """What the reader asked for. Every part is in the address; empty means all."""

    areas: tuple[str, ...] = ()
    column: str = ORG
    statuses: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    words: str = ""
    order: str = "vision"
    descending: bool = False
    language: str = "en"

    def check(self, areas: Sequence[str], columns: Sequence[str]) -> None:
        """Raise `BoardError` for anything that does not exist."""
        for name, given, valid in (
            ("area", self.areas, areas),
            ("actor", (self.column,), columns),
            ("status", self.statuses, WORDS),
            ("evidence", self.grades, (*GRADES, "none")),
            ("order", (self.order,), ORDERS),
        ):
            if wrong := [value for value in given if value not in valid]:
                raise BoardError(f"{name} {wrong[0]!r} does not exist; valid are {', '.join(valid)}")


@dataclass(frozen=True)
class Board:
    as_of: date
    audience: str
    columns: tuple[str, ...]
    sections: tuple[Section, ...]
    directives: tuple[BoardRow, ...]
    priorities: tuple[BoardRow, ...]
    total: int = 123
    method_version: str = METHOD_VERSION
    filter: Filter = field(default_factory=Filter)

    def counts(self, column: str = ORG) -> dict[str, int]:
        """How many directives shown stand in each status."""
        found = dict.fromkeys(WORDS, 0)
        for row in self.directives:
            found[row.columns[column].status] += 1
        return found


def board(
    viewer: Viewer = PUBLIC, *, today: date, known_on: datetime | None = None, wanted: Filter | None = None
) -> Board:
    """The board of a viewer. `known_on` asks what it would have said at an earlier moment, from what was recorded
    by then."""
    wanted = wanted or Filter()
    day = known_on.date() if known_on else today
    columns = (ORG, *members_on(day))
    sections = tuple(Section.objects.all())
    wanted.check([section.area for section in sections], columns)
    if known_on:
        cells, figures = _known_cells(known_on, viewer), {}
    else:
        key = class_key(visible_to(viewer))
        cells = _stored_cells(key) or _stored_cells(ensure(viewer, today))
        figures = _figures(key)
    indicators = _indicators()
    blank = Cell("not_reported", None, 0, 0)
    rows = [
        BoardRow(
            code=code,
            kind=kind,
            area=area or "",
            titles=titles,
            columns={actor: cells.get((code, actor), blank) for actor in columns},
            indicators=tuple(indicators.get(code, ())),
            figure=figures.get(code),
            served_by=tuple(served_by),
        )
        for code, kind, area, titles, served_by in Commitment.objects.values_list(
            "code", "kind", "section_id", "titles", "served_by"
        )
    ]
    directives = [row for row in rows if row.kind == Commitment.Kind.DIRECTIVE]
    priorities = [row for row in rows if row.kind == Commitment.Kind.PRIORITY]
    areas = {row.code: row.area for row in directives}
    return Board(
        as_of=day,
        audience="public" if viewer == PUBLIC else "named",
        columns=columns,
        sections=sections,
        directives=tuple(_ordered([row for row in directives if _matches(row, wanted, {row.area})], wanted)),
        priorities=tuple(_ordered([row for row in priorities if _matches(row, wanted, _areas_of(row, areas))], wanted)),
        total=len(directives),
        filter=wanted,
    )


def _stored_cells(key: str) -> dict[tuple[str, str], Cell]:
    rows = Standing.objects.filter(audience_class=key)
    names = ("code", "column", "status", "grade", "known", "required")
    return {(row[0], row[1]): Cell(row[2], row[3] or None, row[4], row[5]) for row in rows.values_list(*names)}


def _known_cells(moment: datetime, viewer: Viewer) -> dict[tuple[str, str], Cell]:
    return {key: cell_of(found) for key, found in statuses_known_on(moment, viewer).items()}


def cell_of(found: Status) -> Cell:
    return Cell(found.word, found.grade, found.known, found.required)


def _figures(key: str) -> dict[str, dict[str, Any]]:
    return dict(Headline.objects.filter(audience_class=key).values_list("code", "figure"))


def _indicators() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = EvidenceItem.objects.exclude(indicator="").order_by("order").values_list("commitment__code", "indicator")
    for code, indicator in rows:
        if indicator not in found.setdefault(code, []):
            found[code].append(indicator)
    return found


def _areas_of(priority: BoardRow, areas: dict[str, str]) -> set[str]:
    """A priority has no area of its own: it lies where the directives do that serve it."""
    return {areas[code] for code in priority.served_by if code in areas}


def _matches(row: BoardRow, wanted: Filter, areas: set[str]) -> bool:
    cell = row.columns[wanted.column]
    if wanted.areas and areas.isdisjoint(wanted.areas):
        return False
    if wanted.statuses and cell.status not in wanted.statuses:
        return False
    if wanted.grades and (cell.grade or "none") not in wanted.grades:
        return False
    return not wanted.words or holds(wanted.words, row.code, *row.titles.values())


def _ordered(rows: list[BoardRow], wanted: Filter) -> list[BoardRow]:
    """Order by the column asked for. Members are never ordered by result: rows are, for one column at a time."""
    keys = {
        "status": lambda row: WORDS.index(row.columns[wanted.column].status),
        "known": lambda row: row.columns[wanted.column].known / max(row.columns[wanted.column].required, 1),
        "grade": lambda row: -1 if (mark := row.columns[wanted.column].grade) is None else GRADES.index(mark),
    }
    if wanted.order in keys:
        return sorted(rows, key=keys[wanted.order], reverse=wanted.descending)
    return rows[::-1] if wanted.descending else rows


def as_dict(shown: Board) -> dict[str, Any]:
    """The board as JSON: the form that scripts rely on."""
    return {
        "as_of": shown.as_of.isoformat(),
        "audience": shown.audience,
        "method_version": shown.method_version,
        "directives": [_row_dict(row, shown.filter.language) for row in shown.directives],
        "priorities": [_row_dict(row, shown.filter.language) for row in shown.priorities],
    }


def _row_dict(row: BoardRow, language: str) -> dict[str, Any]:
    org = row.columns[ORG]
    return {
        "code": row.code,
        "area": row.area or None,
        "title": row.titles.get(language) or row.titles["en"],
        "required": org.required,
        "known": org.known,
        "columns": {
            actor: {"status": cell.status, "grade": cell.grade, "known": cell.known, "required": cell.required}
            for actor, cell in row.columns.items()
        },
        "indicators": list(row.indicators),
    }
