"""Steady hydraulics of gas networks: pressures and flows at set points, set points for a nomination, their check.

>>> from ortak.engines.energy.pipelines.hydraulics import Gas
>>> Gas(18.5674, 0.785, 45.93, 188.55, 283.15).constant.__round__(1)
447.8
"""

from ortak.engines.energy.pipelines.hydraulics.gas import Gas, of_gravity
from ortak.engines.energy.pipelines.hydraulics.network import Element, GasNetwork, Loss, Node, Nomination

__all__ = ["Element", "Gas", "GasNetwork", "Loss", "Node", "Nomination", "of_gravity"]
