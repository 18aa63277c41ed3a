"""The verbs of the energy area. Each module adds its own; engines are loaded when a verb runs."""

from ortak.areas.energy.commands import gas, gas_flows, market
from ortak.areas.energy.commands.group import cli

__all__ = ["cli", "gas", "gas_flows", "market"]
