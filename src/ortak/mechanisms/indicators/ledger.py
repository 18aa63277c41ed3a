"""The ledger: new rows are held against what is stored under the same natural keys, and only what is new is written."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.functions import Now

from ortak.mechanisms.actors.identifiers import uuid7
from ortak.mechanisms.actors.models import Actor, Audience
from ortak.mechanisms.actors.viewers import PUBLIC_KEY
from ortak.mechanisms.indicators.checking import room
from ortak.mechanisms.indicators.models import Evidence, MilestoneMark, Source
from ortak.mechanisms.indicators.new_evidence import EvidenceError, NewSource, Recorded, digest

WITHDRAWN = "withdrawn"
#: how many values one query names; every database takes this many
MANY = 500


def open_ledger(model: type[Evidence]) -> datetime:
    """Wait for whoever is recording, and answer with the moment at which the caller's transaction records: one moment
    for all its rows, so that nobody ever knew half of them, and never before an older row's, also when the clock was
    set back."""
    Audience.objects.select_for_update(no_key=True).get(key=PUBLIC_KEY)
    newest: datetime | None = model._default_manager.aggregate(newest=models.Max("recorded_at"))["newest"]
    now = clock()
    return max(now, newest) if newest else now


def clock() -> datetime:
    """The database's clock: recording computers may differ, the database is one."""
    now: datetime = Audience.objects.filter(key=PUBLIC_KEY).values_list(Now(), flat=True).get()
    return now


class Ledger:
    """Rows of one dataset, owner and audience, inside one transaction."""

    def __init__(self, model: type[Evidence], dataset: str, owner: str, audience: Audience | None) -> None:
        self.recorded_at = open_ledger(model)
        self.model, self.dataset = model, dataset
        self.audience = audience or Audience.objects.get(key=PUBLIC_KEY)
        self.owner_id = _owner(owner)
        self.new: list[dict[str, Any]] = []
        self.withdrawals: list[dict[str, Any]] = []
        self.key_of: dict[Any, str] = {}
        self._pending: dict[str, tuple[str, dict[str, Any]]] = {}
        self._places: dict[str, str] = {}

    def add(self, key: str, content: list[Any], place: str, **columns: Any) -> None:
        """Take a row in; the same key twice is refused."""
        if key in self._pending:
            raise EvidenceError(f"{place}: {key} stands twice; the first is at {self._places[key]}")
        self._pending[key] = (digest(content), columns)
        self._places[key] = place

    def write(self, complete: bool) -> Recorded:
        """Store what is new or changed; with `complete`, withdraw what the dataset holds besides."""
        stored = self._stored(complete)
        superseding = unchanged = 0
        for key, (content, columns) in self._pending.items():
            identity, version, known, owner = stored.get(self._natural(key), (None, 0, "", self.owner_id))
            if known == content:
                unchanged += 1
                continue
            if owner != self.owner_id:
                raise EvidenceError(f"{self._places[key]}: {key} belongs to another owner, who alone can supersede it")
            superseding += identity is not None
            self._take(key, columns, version=version + 1, digest=content, supersedes_id=identity)
        if complete:
            self._withdraw(stored)
        insert(self.model, [*self.new, *self.withdrawals])
        return Recorded(len(self.new) + len(self.withdrawals), superseding + len(self.withdrawals), unchanged)

    def codes_before(self) -> set[str]:
        """Codes of the vision that superseded and withdrawn milestones were about: they may have lost something."""
        older = [row["supersedes_id"] for row in (*self.new, *self.withdrawals) if row["supersedes_id"]]
        marks = (MilestoneMark.objects.filter(milestone__in=some) for some in batches(older))
        return {code for some in marks for code in some.values_list("code", flat=True)}

    def _take(self, key: str, columns: dict[str, Any], **identity: Any) -> None:
        natural = self._natural(key)
        limit = room(self.model, "natural_key")
        if len(natural) > limit:
            raise EvidenceError(
                f"{self._places[key]}: {natural[:60]}... has {len(natural)} characters; at most {limit} are stored"
            )
        row = {"id": uuid7(), "owner_id": self.owner_id, "audience_id": self.audience.id, "natural_key": natural}
        self.new.append(row | {"dataset": self.dataset, "recorded_at": self.recorded_at} | identity | columns)
        self.key_of[row["id"]] = key

    def _withdraw(self, stored: "dict[str, Stored]") -> None:
        kept = {self._natural(key) for key in self._pending}
        gone = [row[0] for natural, row in stored.items() if natural not in kept and row[2] != WITHDRAWN]
        for ids in batches(gone):
            for row in self.model._default_manager.filter(id__in=ids).values():
                changes = {
                    "id": uuid7(),
                    "supersedes_id": row["id"],
                    "version": row["version"] + 1,
                    "digest": WITHDRAWN,
                }
                self.withdrawals.append(row | changes | {"withdrawn": True, "recorded_at": self.recorded_at})

    def _natural(self, key: str) -> str:
        return f"{self.dataset}|{self.audience.key}|{key}"

    def _stored(self, complete: bool) -> "dict[str, Stored]":
        """The newest version of each row, by natural key."""
        rows = self.model._default_manager.order_by("version")
        if complete:
            found: Iterable[models.QuerySet[Any]] = [rows.filter(dataset=self.dataset, audience=self.audience)]
        else:
            keys = [self._natural(key) for key in self._pending]
            found = (rows.filter(natural_key__in=some) for some in batches(keys))
        names = ("natural_key", "id", "version", "digest", "owner_id")
        return {row[0]: row[1:] for query in found for row in query.values_list(*names)}


Stored = tuple[Any, int, str, Any]


def stored_sources(sources: Iterable[NewSource]) -> dict[str, Any]:
    """The ids of the sources by their digest; those that are new are stored."""
    wanted = {source.digest(): source for source in sources}
    queries = (Source.objects.filter(digest__in=some) for some in batches(list(wanted)))
    known = {found: id_ for query in queries for found, id_ in query.values_list("digest", "id")}
    made = {found: uuid7() for found in wanted if found not in known}
    insert(Source, [{"id": id_, "digest": found, **wanted[found].__dict__} for found, id_ in made.items()])
    return known | made


def batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values in lists that one query can name."""
    for start in range(0, len(values), MANY):
        yield values[start : start + MANY]


def insert(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows given as columns: about ten times faster than objects. What a row lacks takes the model's default;
    a column with a default of the database is left to it unless the first row has it."""
    if not rows:
        return
    columns = [f for f in model._meta.local_fields if f.attname in rows[0] or _has_own_default(f)]
    defaults = {f.attname: None if f.null and not f.has_default() else f.get_default() for f in columns}
    prepared = [_prepared(f, [row.get(f.attname, defaults[f.attname]) for row in rows]) for f in columns]
    _write(model._meta.db_table, [str(f.column) for f in columns], list(zip(*prepared, strict=True)))


def _write(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    quoted = connection.ops.quote_name
    names = ", ".join(map(quoted, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {quoted(table)} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", rows)


def _has_own_default(column: "models.Field[Any, Any]") -> bool:
    return column.db_default is models.NOT_PROVIDED and not isinstance(column, models.AutoField)


def _prepared(column: "models.Field[Any, Any]", values: list[Any]) -> list[Any]:
    """What the database driver takes for the values of a column. Plain ones go as they are; others pass through the
    field, each different one once: dates and keys come again and again."""
    driver = connections[DEFAULT_DB_ALIAS]
    if isinstance(column, models.JSONField):
        return [column.get_db_prep_save(value, driver) for value in values]
    plain = (str, int, float, type(None))
    seen = {value: column.get_db_prep_save(value, driver) for value in set(values) if not isinstance(value, plain)}
    return [value if isinstance(value, plain) else seen[value] for value in values]


def _owner(code: str) -> Any:
    try:
        return Actor.objects.values_list("id", flat=True).get(code=code)
    except Actor.DoesNotExist:
        valid = ", ".join(Actor.objects.order_by("code").values_list("code", flat=True))
        raise EvidenceError(f"owner {code[:40]!r} is no known actor; known are {valid}") from None
