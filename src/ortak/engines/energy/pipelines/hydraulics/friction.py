"""The friction factor of Darcy in a rough pipe.

Nikuradse (1933), for fully rough flow; Hofer (1973), an explicit approximation of Colebrook-White that falls with the
Reynolds number. Both as in Koch et al. (2015), chapter 2.
"""

from math import pi

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.pipelines.errors import BadNetwork

LAWS = ("nikuradse", "hofer")
VISCOSITY = 1e-5  # Pa s, of natural gas at the pressures of transport (ibid.)
LEAST_REYNOLDS = 4000.0  # below, flow is laminar or changing; the factor of turbulent flow is held, it drives nothing
Array = NDArray[np.float64]


def nikuradse(diameter_m: Array, roughness_m: Array) -> Array:
    """The factor of fully rough flow.

    >>> float(nikuradse(np.array([0.5]), np.array([1e-4]))[0].__round__(6))
    0.013725
    """
    return np.asarray((2 * np.log10(diameter_m / roughness_m) + 1.138) ** -2.0)


def hofer(diameter_m: Array, roughness_m: Array, kg_s: Array) -> Array:
    """The factor at a mass flow.

    >>> [float(each.__round__(5)) for each in hofer(np.full(2, 0.5), np.full(2, 1e-4), np.array([1.0, 100.0]))]
    [0.01669, 0.01378]
    """
    reynolds = np.maximum(4 * np.abs(kg_s) / (pi * diameter_m * VISCOSITY), LEAST_REYNOLDS)
    inside = 4.518 / reynolds * np.log10(reynolds / 7) + roughness_m / (3.71 * diameter_m)
    return np.asarray((-2 * np.log10(inside)) ** -2.0)


def known_law(name: str) -> str:
    """The name, if there is such a law."""
    if name not in LAWS:
        raise BadNetwork(f"there is no law of friction {name!r}; there are {', '.join(LAWS)}")
    return name
