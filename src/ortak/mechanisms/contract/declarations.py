"""The declarations an app makes in its `apps.py`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.functional import Promise

from ortak.mechanisms.contract.what_ifs import Parameter, WhatIfResult


def resolve(dotted: str) -> Callable[..., Any]:
    """The function a dotted name stands for, imported when it is first used."""
    module, _, name = dotted.rpartition(".")
    function = getattr(import_module(module), name)
    if not callable(function):
        raise TypeError(f"{dotted} is not callable")
    return function  # type: ignore[no-any-return]  # getattr has no type


@dataclass(frozen=True)
class Service:
    """A service that carries directives or priorities. `url` is a Django view name; None while the service is not
    built yet."""

    code: str
    title: str | Promise
    url: str | None = None
    codes: Sequence[str] = ()


@dataclass(frozen=True)
class Indicator:
    """A figure that this app computes. `compute` is a dotted name: a function that returns observations."""

    code: str
    title: str | Promise
    unit: str
    better: str
    codes: Sequence[str] = ()
    compute: str = ""


@dataclass(frozen=True)
class WhatIf:
    """A question that an engine of the app answers. `run` is a dotted name: `run(**parameters) -> WhatIfResult`.
    Stored answers are used while `version` is the same: count it up when the engine or its data change."""

    code: str
    question: str | Promise
    run: str
    codes: Sequence[str] = ()
    parameters: Sequence[Parameter] = ()
    version: str = "1"

    def answer(self, **parameters: str) -> WhatIfResult:
        result = resolve(self.run)(**parameters)
        if not isinstance(result, WhatIfResult):
            raise TypeError(f"{self.run} must return a WhatIfResult")
        return result


class MechanismConfig(AppConfig):
    """A mechanism's sign. Mechanisms have no prefix."""

    #: Django takes the one config of an `apps.py` whose `default` is true: an app's own, not the base it imports
    default: bool

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.default = cls.__module__ != __name__

    services: ClassVar[Sequence[Service]] = ()
    indicators: ClassVar[Sequence[Indicator]] = ()
    what_ifs: ClassVar[Sequence[WhatIf]] = ()


class AreaConfig(MechanismConfig):
    """An area's sign. `prefix` is the code prefix of its section of the vision, None for `language`, which serves
    PRI-35."""

    prefix: ClassVar[str | None] = None
