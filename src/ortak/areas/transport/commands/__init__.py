"""The verbs of the transport area. Each module adds its own; engines are loaded when a verb runs."""

from ortak.areas.transport.commands import front, route
from ortak.areas.transport.commands.group import cli

__all__ = ["cli", "front", "route"]
