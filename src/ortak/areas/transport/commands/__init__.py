"""The verbs of the transport area. Each module adds its own; engines are loaded when a verb runs."""

from ortak.areas.transport.commands import air, capacity, front, reliability, route, simulate, whatif
from ortak.areas.transport.commands.group import cli

__all__ = ["air", "capacity", "cli", "front", "reliability", "route", "simulate", "whatif"]
