"""How a table of the bulk file is described: the code book is data."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ortak.vision.bulk.rows import Scope

#: what a cell may hold; nothing for what is unknown, and `true` or `false` as texts
Cell = str | int | float | date | None
Type = Literal["string", "integer", "number", "boolean", "date", "datetime"]


@dataclass(frozen=True)
class Column:
    """A column: what it holds, in which unit, which values it can take, and the table that explains it (`refers`)."""

    name: str
    description: str
    type: Type = "string"
    unit: str = ""
    required: bool = True
    words: Sequence[str] = ()
    refers: str = ""


@dataclass(frozen=True)
class Table:
    """A table: one sentence on a row of it, the columns that name a row, and the function that reads the rows."""

    name: str
    title: str
    description: str
    key: Sequence[str]
    columns: Sequence[Column]
    rows: Callable[["Scope"], Iterable[Sequence[Cell]]]
    share_alike: bool | None = None

    @property
    def path(self) -> str:
        return f"data/{self.name}.csv"
