"""An entry of a JSON file, read by kind: what is missing or of another kind is refused with file, place and key.

>>> pipe = Entry({"3": {"length": "x"}}, "network.json, pipes").all()[0]
>>> pipe.number("length")
Traceback (most recent call last):
...
ortak.engines.energy.pipelines.errors.BadNetwork: network.json, pipes, 3, length: 'x' is not a number
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from ortak.engines.energy.pipelines.errors import BadNetwork

SHOWN = 40  # characters of a value in a message


@dataclass(frozen=True)
class Entry:
    """What stands at `where` of a file, under `key` of what is around it."""

    content: Any
    where: str
    key: str = ""

    def has(self, key: str) -> bool:
        """Whether there is something under the key; null is nothing."""
        return self._fields().get(key) is not None

    def number(self, key: str, without: float | None = None) -> float:
        """A finite number; `without` it, if that is given, where there is none."""
        if not self.has(key) and without is not None:
            return without
        value = self._given(key)
        try:
            found = float(value)
        except (TypeError, ValueError, OverflowError):
            found = float("nan")
        if isinstance(value, bool) or not isfinite(found):
            raise BadNetwork(f"{self.where}, {key}: {_told(value)} is not a number")
        return found

    def text(self, key: str) -> str:
        """A name; a number is taken as it is written."""
        value = self._given(key)
        if isinstance(value, (dict, list, bool)) or not str(value).strip():
            raise BadNetwork(f"{self.where}, {key}: {_told(value)} is not a name")
        return str(value)

    def one_of(self, key: str, known: Mapping[str, str], what: str) -> str:
        """The name that a number or text stands for."""
        value = self._given(key)
        if str(value) not in known:
            raise BadNetwork(f"{self.where}, {key}: {_told(value)} is none of the {what}: {_some(known)}")
        return known[str(value)]

    def part(self, key: str) -> "Entry":
        """What stands under the key, by itself."""
        return Entry(self._given(key), f"{self.where}, {key}", key)

    def parts(self, key: str, optional: bool = False) -> list["Entry"]:
        """All that stands under the key; none, if it is `optional` and not there."""
        return [] if optional and not self.has(key) else self.part(key).all()

    def all(self) -> list["Entry"]:
        """Everything in it."""
        return [Entry(each, f"{self.where}, {key}", str(key)) for key, each in self._fields().items()]

    def _fields(self) -> dict[str, Any]:
        if not isinstance(self.content, dict):
            raise BadNetwork(f"{self.where}: {_told(self.content)} is not an object with keys, {{...}}")
        return self.content

    def _given(self, key: str) -> Any:
        if not self.has(key):
            raise BadNetwork(f"{self.where}: {key} is missing")
        return self._fields()[key]


def _told(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}..."


def _some(known: Iterable[str]) -> str:
    names = list(known)
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
