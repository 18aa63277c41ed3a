"""The verbs of the energy area. Each module adds its own; engines are loaded when a verb runs."""

from ortak.areas.energy.commands import case, day, expand, gas, gas_flows, grid, market, whatif
from ortak.areas.energy.commands.group import cli

__all__ = ["case", "cli", "day", "expand", "gas", "gas_flows", "grid", "market", "whatif"]
