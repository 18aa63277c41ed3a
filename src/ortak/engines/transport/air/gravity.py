"""How much demand a pair of cities has, by a gravity model, with its interval.

    ln demand = constant + a ln(population x population) + b ln(GDP per head x GDP per head) + c ln km + d [same state]

The form is that of gravity models of air travel which use what is known of the cities and not of the flights, so that
they hold for pairs without a flight (Grosche, Rothlauf and Heinzl 2007, "Gravity models for airline passenger volume
estimation", Journal of Air Transport Management 13(4), 175-183). The coefficients are not theirs: their cities are
described by catchments and buying power that we do not have. Ours are estimated (Poisson pseudo-maximum likelihood,
Santos Silva and Tenreyro 2006) on all 684,634 pairs of 2,054 cities of the world 200 to 6,000 km apart, of which 12,711
had a nonstop flight in 2014 (OpenFlights); what they explain is the number of airlines that flew the pair, which stands
for demand. Half of the pairs, drawn by seed 6, gave the coefficients; on the other half the model sets a served pair
above one without a flight in 90.4 of 100 draws (in our region 91.1), and among served pairs it ranks only roughly
(Spearman 0.26). It is a rank with a wide interval, not a count of passengers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ortak.engines.transport.air.network import AirError, pairwise_km, unit_vectors

NORMAL_80 = 1.2815515655446004
"""Half the width of an interval that holds 80 of 100, in standard deviations."""


@dataclass(frozen=True)
class City:
    """A city with what the model needs; None where it is not known. `gdp` is international dollars a head."""

    id: str
    state: str
    lat: float
    lon: float
    population: float | None
    gdp: float | None

    def __post_init__(self) -> None:
        if any(mass is not None and mass <= 0 for mass in (self.population, self.gdp)):
            raise AirError(f"{self.id}: population and GDP per head are positive numbers, or not known")


@dataclass(frozen=True)
class Demand:
    """Demand of all pairs of n cities as an index, (n, n) arrays: the estimate and its 80 % interval.

    NaN where the model does not speak: a mass is not known, or the pair lies outside its distances.
    """

    index: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    km: NDArray[np.float64]


@dataclass(frozen=True)
class GravityModel:
    """Coefficients (constant, population, GDP per head, km, same state), their covariance, and what they leave.

    Units: population in millions, GDP per head in 10,000, km in 1,000. `left` is the standard deviation of ln demand of
    a pair about the model.
    """

    coefficients: tuple[float, float, float, float, float]
    covariance: tuple[tuple[float, ...], ...]
    left: float
    nearest_km: float
    farthest_km: float

    @cached_property
    def _covariance(self) -> NDArray[np.float64]:
        return np.array(self.covariance)

    def demand(self, cities: Sequence[City], reference: tuple[str, str]) -> Demand:
        """The index of all pairs; 100 is the estimate of the reference pair, so that the constant does not matter.

        The interval of a pair holds for that pair beside the reference: errors of the coefficients and what the model
        leaves. Raises `AirError` where a reference city is not there or has no mass.

        >>> baku = City("baku", "AZ", 40.38, 49.89, 2_351_300, 22_100)
        >>> almaty = City("almaty", "KZ", 43.25, 76.91, 1_977_011, 35_900)
        >>> osh = City("osh", "KG", 40.53, 72.8, 322_164, 7_000)
        >>> found = MODEL.demand([baku, almaty, osh], ("baku", "almaty"))
        >>> found.index.round(1)[0].tolist(), float(found.low[0, 2].round(1)), float(found.high[0, 2].round(1))
        ([nan, 100.0, 14.9], 4.2, 52.7)
        """
        names = [city.id for city in cities]
        for name in reference:
            if name not in names:
                raise AirError(f"no city is called {name}: it cannot be the reference")
        km = pairwise_km(unit_vectors(np.array([c.lat for c in cities]), np.array([c.lon for c in cities])))
        traits = self._traits(cities, km)
        base = traits[names.index(reference[0]), names.index(reference[1])]
        if not np.all(np.isfinite(base)):
            raise AirError(f"the demand of {reference[0]} and {reference[1]} is not known: choose another reference")
        beside = traits - base
        ratio = beside @ np.array(self.coefficients)
        spread = np.sqrt(np.einsum("ijk,kl,ijl->ij", beside, self._covariance, beside) + self.left**2)
        known = np.all(np.isfinite(traits), axis=2)
        index, low, high = (
            np.where(known, 100 * np.exp(ratio + sign * NORMAL_80 * spread), np.nan) for sign in (0.0, -1.0, 1.0)
        )
        return Demand(index, low, high, km)

    def _traits(self, cities: Sequence[City], km: NDArray[np.float64]) -> NDArray[np.float64]:
        people = np.log(np.array([c.population or np.nan for c in cities]) / 1e6)
        wealth = np.log(np.array([c.gdp or np.nan for c in cities]) / 1e4)
        state = np.array([c.state for c in cities])
        within = (km >= self.nearest_km) & (km <= self.farthest_km)
        far = np.log(np.where(within, km, np.nan) / 1e3)
        same = (state[:, None] == state[None, :]).astype(float)
        return np.stack(
            (np.ones_like(km), people[:, None] + people, wealth[:, None] + wealth, far, same),
            axis=2,
        )


MODEL = GravityModel(
    coefficients=(-3.4608, 0.6564, 0.5288, -0.9805, 0.5994),
    covariance=(
        (2.2196e-3, -1.2902e-4, -7.1268e-4, -4.8625e-4, -3.8994e-4),
        (-1.2902e-4, 5.0566e-5, 5.7006e-5, 1.4858e-5, -3.4501e-5),
        (-7.1268e-4, 5.7006e-5, 2.9018e-4, 1.1950e-4, -6.2078e-5),
        (-4.8625e-4, 1.4858e-5, 1.1950e-4, 3.1983e-4, 2.7165e-4),
        (-3.8994e-4, -3.4501e-5, -6.2078e-5, 2.7165e-4, 1.1489e-3),
    ),
    left=0.986,
    nearest_km=200.0,
    farthest_km=6000.0,
)
"""Estimated as the head of this module says; `benchmarks/transport_air.py` does it again where the data are there."""
