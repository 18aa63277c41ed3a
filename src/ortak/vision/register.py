"""The register from its data files: sections, directives, priorities, titles in every language, evidence items. What
does not fit together is refused with every problem named; nothing is stored then."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.db.models import Model

from ortak.mechanisms.contract.tables import Row, read_table
from ortak.mechanisms.contract.translations import titles_of
from ortak.mechanisms.indicators.checking import room
from ortak.mechanisms.indicators.files import split
from ortak.mechanisms.indicators.models import Indicator
from ortak.mechanisms.indicators.new_evidence import EvidenceError, NewMilestone
from ortak.mechanisms.indicators.words import Category
from ortak.vision.models import Commitment, EvidenceItem, Section

DATA = files("ortak.vision") / "data"
SECTIONS, DIRECTIVES, PRIORITIES = 18, 123, 52
#: apps that the design names and that are not built yet: a service of theirs is marked "not yet"
PLANNED = {"cooperation", "harmonisation", "funding", "networks", "exchange"}


class RegisterError(ValueError):
    """A register that does not fit together: the message lists every problem with its place."""


def load_register() -> None:
    """Load the register. The files are the source: what they do not hold any more is removed."""
    titles = _titles()
    sections = list(read_table(DATA / "sections.csv", ("area", "prefix", "pillar")))
    directives = list(read_table(DATA / "directives.csv", ("code", "area", "title", "services", "evidence")))
    priorities = list(read_table(DATA / "priorities.csv", ("code", "title", "served_by")))
    items = [(area, row) for area, row in _item_rows()]
    problems = list(_problems(sections, directives, priorities, [row for _, row in items]))
    if problems:
        raise RegisterError("the register does not fit together:\n  " + "\n  ".join(problems))
    _store_sections(sections, titles)
    _store_commitments(directives, priorities, titles)
    _store_items([row for _, row in items])


def _titles() -> dict[str, dict[str, tuple[str, str]]]:
    """Titles by code and language: (title, state)."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    folder = DATA / "titles"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".csv"):
            for row in read_table(file, ("code", "title", "state")):
                found.setdefault(row["code"], {})[file.name.removesuffix(".csv")] = (row["title"], row["state"])
    return found


def _item_rows() -> Iterator[tuple[str, Row]]:
    for file in sorted((DATA / "items").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".csv"):
            for row in read_table(file, ("item", "code", "kind", "by", "what", "indicator", "note")):
                yield file.name.removesuffix(".csv"), row


def _problems(sections: list[Row], directives: list[Row], priorities: list[Row], items: list[Row]) -> Iterator[str]:
    for rows, name, expected in (
        (sections, "sections", SECTIONS),
        (directives, "directives", DIRECTIVES),
        (priorities, "priorities", PRIORITIES),
    ):
        if len(rows) != expected:
            yield f"{len(rows)} {name}; the vision has {expected}"
    yield from _long_texts(sections, Section, area="area", prefix="prefix")
    yield from _long_texts(directives, Commitment, code="code", evidence="evidence")
    yield from _long_texts(priorities, Commitment, code="code")
    yield from _long_texts(items, EvidenceItem, item="item", note="note")
    yield from (
        f"{row.place}: pillar {row['pillar']!r} is no number" for row in sections if not row["pillar"].isdecimal()
    )
    areas = {row["area"] for row in sections}
    labels = {config.label for config in apps.get_app_configs()} | PLANNED
    codes: set[str] = set()
    for row in [*directives, *priorities]:
        if row["code"] in codes:
            yield f"{row.place}: {row['code']} stands twice"
        codes.add(row["code"])
    for row in directives:
        if row["area"] not in areas or row["area"] not in labels:
            yield f"{row.place}: area {row['area']!r} is no section or no app"
        for service in split(row["services"]):
            if service.partition(".")[0] not in labels:
                yield f"{row.place}: service {service!r} belongs to no app, built or planned"
    for row in priorities:
        for code in split(row["served_by"]):
            if "." not in code and code not in codes:
                yield f"{row.place}: served by {code}, which is no directive"
            if "." in code and code.partition(".")[0] not in labels:
                yield f"{row.place}: service {code!r} belongs to no app, built or planned"
    yield from _item_problems(items, codes)


def _long_texts(rows: list[Row], model: type[Model], **columns: str) -> Iterator[str]:
    """Texts that a column cannot hold; `columns` are named as in the file."""
    for row in rows:
        for name, column in columns.items():
            limit = room(model, column)
            if len(row.get(name, "")) > limit:
                yield f"{row.place}: {name} has {len(row[name])} characters; at most {limit} are stored"


def _item_problems(items: list[Row], codes: set[str]) -> Iterator[str]:
    indicators = dict(Indicator.objects.values_list("code", "category"))
    seen: set[str] = set()
    for row in items:
        name, code = row["item"], row["code"]
        if name in seen:
            yield f"{row.place}: item {name} stands twice"
        seen.add(name)
        if code not in codes:
            yield f"{row.place}: {code!r} is no directive or priority"
        if not name.startswith(f"{code}."):
            yield f"{row.place}: item {name!r} must begin with {code}."
        if row["kind"] not in EvidenceItem.Kind.values:
            yield f"{row.place}: kind {row['kind']!r} is not one of {', '.join(EvidenceItem.Kind.values)}"
        if row["by"] not in EvidenceItem.By.values:
            yield f"{row.place}: by {row['by']!r} is not one of {', '.join(EvidenceItem.By.values)}"
        if not row["what"]:
            yield f"{row.place}: what is empty"
        if row["indicator"]:
            category = indicators.get(row["indicator"])
            if row["kind"] == EvidenceItem.Kind.ACT:
                yield f"{row.place}: an act names no indicator"
            elif category is None:
                unmeasured = "leave it empty while nobody measures it"
                yield f"{row.place}: indicator {row['indicator']!r} is not defined; {unmeasured}"
            elif category != Category.EVIDENCE:
                yield f"{row.place}: indicator {row['indicator']!r} is {category}, which never decides a status"


@lru_cache(maxsize=1)
def service_titles() -> dict[str, str]:
    """What each service of the register is called, built or not."""
    table = DATA / "services.csv"
    return {row["code"]: row["title"] for row in read_table(table, ("code", "title"))} if table.is_file() else {}


def check_marks(sender: object, *, rows: Sequence[NewMilestone], **_: Any) -> None:
    """Every code and item that a milestone names must be in the register, once there is one."""
    codes = set(Commitment.objects.values_list("code", flat=True))
    items = set(EvidenceItem.objects.values_list("item", flat=True)) | {""}
    for row in rows if codes else ():
        for code, item, _stage in row.marks:
            if code not in codes:
                raise EvidenceError(f"{row.place}: {code} is no directive or priority of the register")
            if item not in items:
                valid = ", ".join(sorted(name for name in items if name.startswith(f"{code}."))) or "none"
                raise EvidenceError(f"{row.place}: {code} has no evidence item {item}; it has {valid}")


def _store_sections(rows: list[Row], titles: dict[str, dict[str, tuple[str, str]]]) -> None:
    for order, row in enumerate(rows, start=1):
        Section.objects.update_or_create(
            area=row["area"],
            defaults={
                "prefix": row["prefix"],
                "order": order,
                "pillar": int(row["pillar"]),
                "pillar_titles": _texts(titles, f"pillar:{row['pillar']}"),
                "titles": _texts(titles, f"section:{row['area']}"),
                "short_titles": _texts(titles, f"short:{row['area']}"),
            },
        )


def _texts(titles: dict[str, dict[str, tuple[str, str]]], code: str) -> dict[str, str]:
    return {language: title for language, (title, _) in titles.get(code, {}).items()}


def _store_commitments(
    directives: list[Row], priorities: list[Row], titles: dict[str, dict[str, tuple[str, str]]]
) -> None:
    known = {row.code: row for row in Commitment.objects.all()}
    for kind, rows in ((Commitment.Kind.DIRECTIVE, directives), (Commitment.Kind.PRIORITY, priorities)):
        for order, row in enumerate(rows, start=1):
            code = row["code"]
            served = split(row.get("served_by", ""))
            states = {language: state for language, (_, state) in titles.get(code, {}).items()}
            fields: dict[str, Any] = {
                "kind": kind,
                "section_id": row.get("area") or None,
                "order": order,
                "titles": {"en": row["title"]} | _texts(titles, code),
                "title_states": {"en": "original"} | states,
                "services": split(row.get("services", "")) + [name for name in served if "." in name],
                "evidence": row.get("evidence", ""),
                "served_by": [name for name in served if "." not in name],
            }
            stored = known.pop(code, None) or Commitment(code=code)
            for name, value in fields.items():
                setattr(stored, name, value)
            stored.save()
    Commitment.objects.filter(code__in=known).delete()


def _store_items(rows: list[Row]) -> None:
    EvidenceItem.objects.all().delete()
    EvidenceItem.objects.bulk_create(
        EvidenceItem(
            item=row["item"],
            commitment_id=row["code"],
            order=order,
            kind=row["kind"],
            by=row["by"],
            titles=titles_of(row["what"]),
            indicator=row["indicator"],
            note=row["note"],
        )
        for order, row in enumerate(rows)
    )
