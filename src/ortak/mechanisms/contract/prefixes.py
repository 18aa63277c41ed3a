"""No two areas have the same prefix: a code of the vision names one area."""

from collections.abc import Iterable

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from ortak.mechanisms.contract.declarations import AreaConfig


class SharedPrefix(ImproperlyConfigured):
    """Two areas claim one prefix: says which."""


def check_prefixes(configs: Iterable[AppConfig]) -> None:
    """Raise `SharedPrefix` if two areas have the same prefix."""
    seen: dict[str, str] = {}
    for config in configs:
        if isinstance(config, AreaConfig) and config.prefix:
            other = seen.setdefault(config.prefix, config.name)
            if other != config.name:
                raise SharedPrefix(
                    f"{other} and {config.name} have the same prefix, {config.prefix}; give one of them another in its "
                    f"apps.py"
                )
