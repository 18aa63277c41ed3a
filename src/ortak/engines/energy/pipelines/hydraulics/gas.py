"""The gas in a network: its constant, and how far it is from an ideal gas.

Compressibility after Papay (1968), as in Fügenschuh et al., "Physical and technical fundamentals of gas networks", in
Koch et al. (eds), Evaluating Gas Network Capacities (SIAM 2015), chapter 2; after the American Gas Association (AGA),
ibid., which holds up to 70 bar; or none. Pseudocritical values from the specific gravity, where no others are known:
Standing, Volumetric and Phase Behavior of Oil Field Hydrocarbon Systems (1977).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.pipelines.errors import BadNetwork

R = 8314.462618  # J/(kmol K)
AIR_MOLAR_MASS = 28.9647  # kg/kmol
AIR_NORM_DENSITY = 1.2929  # kg/m3 at 0 C and 1.01325 bar
MODELS = ("papay", "aga", "ideal")
VALID = {
    "molar_mass": (1, 200),
    "norm_density": (0.01, 20),
    "critical_bar": (1, 500),
    "critical_k": (5, 1000),
    "temperature_k": (150, 600),
}
"""From hydrogen and helium to heavy gases, with room on both sides."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Gas:
    """One gas for the whole network: kg/kmol, kg per norm m3, bar, K, and the temperature in the pipes in K.

    >>> Gas(18.5674, 0.785, 45.93, 188.55, 283.15).constant.__round__(1)
    447.8
    """

    molar_mass: float
    norm_density: float
    critical_bar: float
    critical_k: float
    temperature_k: float
    model: str = "papay"
    kappa: float = 1.296

    def __post_init__(self) -> None:
        if self.model not in MODELS:
            raise BadNetwork(f"there is no model of compressibility {self.model!r}; there are {', '.join(MODELS)}")
        for name, (low, high) in VALID.items():
            if not low <= getattr(self, name) <= high:
                raise BadNetwork(
                    f"{name} of the gas is {getattr(self, name):g}; valid is a number from {low} to {high}"
                )

    @property
    def constant(self) -> float:
        """The specific gas constant in J/(kg K)."""
        return R / self.molar_mass

    def factor(self, bar: Array) -> tuple[Array, Array]:
        """The compressibility factor at these pressures, and its derivative per bar.

        >>> gas = Gas(18.5674, 0.785, 45.93, 188.55, 283.15)
        >>> [round(float(each[0]), 4) for each in gas.factor(np.array([50.0]))]
        [0.8888, -0.0019]
        """
        reduced, warmth = bar / self.critical_bar, self.temperature_k / self.critical_k
        if self.model == "papay":
            one, two = 3.52 * np.exp(-2.26 * warmth), 0.247 * np.exp(-1.878 * warmth)
            return 1 - one * reduced + two * reduced**2, (-one + 2 * two * reduced) / self.critical_bar
        if self.model == "aga":
            slope = 0.257 - 0.533 / warmth
            return 1 + slope * reduced, np.full_like(bar, slope / self.critical_bar)
        return np.ones_like(bar), np.zeros_like(bar)


def of_gravity(gravity: float, temperature_k: float, model: str = "papay", kappa: float = 1.296) -> Gas:
    """The gas of a specific gravity (air is 1).

    >>> gas = of_gravity(0.6, 283.15)
    >>> round(gas.critical_bar, 2), round(gas.critical_k, 1)
    (46.37, 199.2)
    """
    if not 0.5 <= gravity <= 1.5:
        raise BadNetwork(f"a specific gravity of {gravity}; natural gas has 0.55 to 0.9")
    rankine = 168 + 325 * gravity - 12.5 * gravity**2
    psi = 677 + 15 * gravity - 37.5 * gravity**2
    return Gas(
        gravity * AIR_MOLAR_MASS,
        gravity * AIR_NORM_DENSITY,
        psi * 0.0689476,
        rankine / 1.8,
        temperature_k,
        model,
        kappa,
    )
