"""The grid: cases in MATPOWER's format, power flow, optimal power flow, and the loss of every branch.

>>> from ortak.engines.energy.grid import ac_optimal_power_flow, dc_optimal_power_flow, tiny_network
>>> [round(solve(tiny_network()).objective, 2) for solve in (dc_optimal_power_flow, ac_optimal_power_flow)]
[1881.0, 1895.88]
"""

from ortak.engines.energy.grid.ac_opf import ac_optimal_power_flow
from ortak.engines.energy.grid.case import Case
from ortak.engines.energy.grid.contingencies import Overload, Security, contingencies
from ortak.engines.energy.grid.dc_opf import dc_optimal_power_flow
from ortak.engines.energy.grid.dispatch import INFEASIBLE, NOT_CONVERGED, OPTIMAL, Dispatch
from ortak.engines.energy.grid.errors import BadCase, GridError, NotModelled
from ortak.engines.energy.grid.matpower import read_case
from ortak.engines.energy.grid.network import Network, network_of, tiny_network
from ortak.engines.energy.grid.power_flow import SOLVED, Flow, ac_power_flow, dc_power_flow

__all__ = [
    "INFEASIBLE",
    "NOT_CONVERGED",
    "OPTIMAL",
    "SOLVED",
    "BadCase",
    "Case",
    "Dispatch",
    "Flow",
    "GridError",
    "Network",
    "NotModelled",
    "Overload",
    "Security",
    "ac_optimal_power_flow",
    "ac_power_flow",
    "contingencies",
    "dc_optimal_power_flow",
    "dc_power_flow",
    "network_of",
    "read_case",
    "tiny_network",
]
