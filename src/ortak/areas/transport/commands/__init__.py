"""The verbs of the transport area. Each module adds its own; engines are loaded when a verb runs."""

from ortak.areas.transport.commands import air, front, simulate
from ortak.areas.transport.commands.group import cli

__all__ = ["air", "cli", "front", "simulate"]
