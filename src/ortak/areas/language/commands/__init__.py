"""The verbs of the language area. Each module adds its own; engines are loaded when a verb runs."""

from ortak.areas.language.commands import identification, scripts
from ortak.areas.language.commands.group import cli

__all__ = ["cli", "identification", "scripts"]
