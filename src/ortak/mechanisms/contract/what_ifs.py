"""The answer to a what-if: what carrying out a directive would bring, for whom, at what cost, and how sure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


class WhatIfError(ValueError):
    """A parameter that a what-if cannot take: the message says which, what was given and what is valid."""


@dataclass(frozen=True)
class Parameter:
    """Something the reader may change. `choices` are the valid values, the first is the default."""

    name: str
    title: str
    choices: Sequence[str]


@dataclass(frozen=True)
class Gain:
    """One gain in its own unit, with its interval. `low` and `high` are the ends of the `level` interval (0 to 1);
    at level 1 they are the ends of the cases worked out, and no share is shown."""

    title: str
    value: float
    low: float
    high: float
    unit: str
    level: float = 0.8


@dataclass(frozen=True)
class Effect:
    """What it brings to one state or group: positive is a gain, negative a loss, in the unit of the main gain."""

    actor: str
    title: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class WhatIfResult:
    """`gains[0]` is the headline. `cost` is None when it is not known, and is shown so. `accounting` names the frame
    in which results may be compared; nothing is compared or added across two accountings."""

    headline: str
    gains: Sequence[Gain]
    effects: Sequence[Effect]
    assumptions: Sequence[str]
    accounting: str
    method: str
    engine: str
    engine_version: str
    cost: str | None = None
    notes: Sequence[str] = ()
    parameters: Mapping[str, str] | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
