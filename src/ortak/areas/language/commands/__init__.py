"""The verbs of the language area. Each module adds its own; engines are loaded when a verb runs."""

from ortak.areas.language.commands import cognates, identification, scripts, searching, terms, words
from ortak.areas.language.commands.group import cli

__all__ = ["cli", "cognates", "identification", "scripts", "searching", "terms", "words"]
