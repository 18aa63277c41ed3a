"""Least-cost build-out: what to build, generation, storage and links, so that demand is met at the least cost.

>>> from ortak.engines.energy.expansion import plan, tiny_system
>>> found = plan(tiny_system())
>>> round(float(found.built[0, 0]), 1)  # MW of gas
100.0
"""

from ortak.engines.energy.expansion.plan import NoPlan, Plan, plan
from ortak.engines.energy.expansion.system import BadSystem, Link, Store, System, Technology, tiny_system

__all__ = ["BadSystem", "Link", "NoPlan", "Plan", "Store", "System", "Technology", "plan", "tiny_system"]
