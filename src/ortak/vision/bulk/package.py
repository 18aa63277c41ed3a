"""What describes the tables to programs (`datapackage.json`) and to people (`README.md`)."""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

from ortak.mechanisms.indicators.models import Indicator
from ortak.vision.bulk.columns import Column, Table

if TYPE_CHECKING:
    from ortak.vision.bulk.rows import Scope

NAME = "ortak-vision-2040"
TITLE = "Turkic World Vision 2040: register, evidence and status"
NOTICE = "Independent software, not an official publication."
ABOUT = (
    "The 123 directives and 52 priorities of the vision in our own words, what would show that each is carried out,\n"
    "every public fact and figure with its source, and the status that follows by stated rules. Unknown is empty,\n"
    "never zero."
)
LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-3.0-IGO": (
        "Creative Commons Attribution 3.0 IGO",
        "https://creativecommons.org/licenses/by/3.0/igo/",
    ),
    "CC-BY-SA-3.0-IGO": (
        "Creative Commons Attribution-ShareAlike 3.0 IGO",
        "https://creativecommons.org/licenses/by-sa/3.0/igo/",
    ),
}


class Described(Protocol):
    """What is known of a table once it is written."""

    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...


def descriptor(tables: Sequence[Table], written: Mapping[str, Described], scope: "Scope") -> dict[str, Any]:
    """The descriptor of the whole package; its tables as they were written."""
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "description": f"{NOTICE} {ABOUT}".replace("\n", " "),
        "created": scope.newest,
        "sources": _producers(Indicator.objects.order_by("producer")),
        "resources": [_resource(table, written[table.name]) for table in tables],
    }


def _resource(table: Table, written: Described) -> dict[str, Any]:
    resource = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "schema": _schema(table),
    }
    if table.share_alike is not None:
        rows = Indicator.objects.filter(share_alike=table.share_alike, pairs=table.name.startswith("pairs"))
        resource |= {"licenses": _licences(rows), "sources": _producers(rows)}
    return {key: value for key, value in resource.items() if value != []}


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if keys := [_foreign_key(column) for column in table.columns if column.refers]:
        schema["foreignKeys"] = keys
    return schema


def _field(column: Column, table: Table) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    field = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        "unit": column.unit,
        "constraints": constraints,
    }
    return {key: value for key, value in field.items() if value}


def _foreign_key(column: Column) -> dict[str, Any]:
    table, _, field = column.refers.partition(".")
    return {"fields": [column.name], "reference": {"resource": table, "fields": [field]}}


def _licences(rows: Any) -> list[dict[str, str]]:
    """The licences of these indicators: an open licence with its address, any other as the producer words it."""
    found: dict[str, dict[str, str]] = {}
    for text in rows.exclude(licence="").order_by("licence").values_list("licence", flat=True).distinct():
        known = re.match(r"CC BY(-SA)? ([0-9.]+)( IGO)?", text)
        name = known[0].replace(" ", "-") if known else re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        title, path = LICENCES.get(name, (text, ""))
        found[name] = {"name": name, "title": title} | ({"path": path} if path else {})
    return list(found.values())


def _producers(rows: Any) -> list[dict[str, str]]:
    names = rows.exclude(producer="").order_by("producer").values_list("producer", flat=True).distinct()
    return [{"title": name} for name in names]


def read_me(tables: Sequence[Table]) -> str:
    """The notice, what is inside, and how to read it."""
    lines = [f"- `{table.path}`: {table.title}. {table.description}" for table in tables]
    text = (files("ortak.vision.bulk") / "about.md").read_text("utf-8")
    return text.format(title=TITLE, notice=NOTICE, about=ABOUT, tables="\n".join(lines))
