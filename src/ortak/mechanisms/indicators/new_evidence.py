"""Evidence as it is handed in, before anything is stored, and what recording it did."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any


class EvidenceError(ValueError):
    """Evidence that cannot be recorded: the message says where, what was wrong, and what is valid."""


@dataclass(frozen=True)
class NewSource:
    who: str
    form: str
    title: str
    publisher: str
    published: str = ""
    url: str = ""
    licence: str = ""

    def digest(self) -> str:
        return _source_digest(self)


@dataclass(frozen=True)
class NewObservation:
    """A figure. `place` is where it was read, for messages."""

    indicator: str
    ref_area: str
    time_period: str
    obs_value: float
    source: NewSource
    how: str
    counterpart_area: str = ""
    locator: str = ""
    obs_status: str = "A"
    method: str = ""
    method_version: str = ""
    run: str = ""
    modelled: bool = False
    comment: str = ""
    place: str = "the figure"

    @property
    def key(self) -> str:
        """What makes it the same figure: everything but its value and remarks."""
        area = f"{self.ref_area}|{self.counterpart_area}"
        return f"{self.indicator}|{area}|{self.time_period}|{self.source.digest()[:16]}"

    def content(self) -> list[Any]:
        """What makes it the same statement; -0.0 and whole numbers are written one way."""
        marks = [self.obs_status, self.locator, self.how, self.method, self.method_version, self.comment]
        return [self.obs_value + 0.0, *marks, self.modelled]


@dataclass(frozen=True)
class NewMilestone:
    """An act. `marks` are (code, "", "") for context, or (code, item, stage) where it answers an evidence item."""

    key: str
    time_period: str
    actors: tuple[str, ...]
    kind: str
    titles: Mapping[str, str]
    marks: tuple[tuple[str, str, str], ...]
    source: NewSource
    how: str
    locator: str = ""
    second_source: NewSource | None = None
    second_locator: str = ""
    agreement: str = ""
    step: str = ""
    comment: str = ""
    place: str = "the act"

    def content(self) -> list[Any]:
        """What makes it the same statement."""
        second = self.second_source.digest() if self.second_source else ""
        told = [self.time_period, sorted(set(self.actors)), self.kind, dict(self.titles), sorted(set(self.marks))]
        said = [self.source.digest(), self.locator, self.how, second, self.second_locator]
        return [*told, *said, self.agreement, self.step, self.comment]


@dataclass(frozen=True)
class Recorded:
    """What a call did: rows added, of which `superseding` replace an older row; rows that were there already."""

    added: int = 0
    superseding: int = 0
    unchanged: int = 0

    def __add__(self, other: "Recorded") -> "Recorded":
        return Recorded(
            self.added + other.added, self.superseding + other.superseding, self.unchanged + other.unchanged
        )


def digest(content: list[Any]) -> str:
    """One text for one content."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=4096)
def _source_digest(source: NewSource) -> str:
    return digest([getattr(source, field.name) for field in fields(source)])
