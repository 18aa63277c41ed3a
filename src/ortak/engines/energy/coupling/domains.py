"""Flow-based domains and links with losses: what limits the exchange between zones beside plain links.

>>> domain = Domain(("line",), np.array([[[0.6, -0.4]]]), np.array([[30_000.0]]))
>>> domain.members().tolist()
[True, True]
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling.errors import BadMarket

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Domain:
    """K critical elements of H hours: power transfer distribution factors and remaining available margins.

    What flows over an element is the sum of factor times net export of each zone, and at most the margin. Zones outside
    the domain have no factor (NaN) in any hour; an element that is absent in an hour has the margin infinity.
    """

    elements: tuple[str, ...]
    factor: Floats
    """H x K x Z, kWh over the element for one kWh from the zone to the hub."""
    margin: Floats
    """H x K, kWh."""

    def members(self) -> Truths:
        """The zones that exchange through the domain; Z."""
        return np.asarray(~np.isnan(self.factor).all(axis=(0, 1)))

    def checked(self, hours: int, zones: int) -> "Domain":
        """The domain itself, if it fits a market of so many hours and zones.

        Raises:
            BadMarket: sizes that do not fit, a margin or factor that is not a number.

        >>> Domain(("a",), np.zeros((1, 1, 2)), np.array([[np.nan]])).checked(1, 2)
        Traceback (most recent call last):
        ortak.engines.energy.coupling.errors.BadMarket: element a, hour 1: the margin is not a number
        """
        count = len(self.elements)
        if self.factor.shape != (hours, count, zones) or self.margin.shape != (hours, count):
            raise BadMarket(f"a domain needs factors for {hours} hours, {count} elements and {zones} zones")
        absent = np.isnan(self.margin)
        if absent.any():
            hour, element = np.argwhere(absent)[0]
            raise BadMarket(f"element {self.elements[element]}, hour {hour + 1}: the margin is not a number")
        missing = np.isnan(self.factor) & self.members() & np.isfinite(self.margin)[:, :, None]
        if missing.any() or np.isinf(self.factor).any():
            hour, element, zone = np.argwhere(missing | np.isinf(self.factor))[0]
            raise BadMarket(
                f"element {self.elements[element]}, hour {hour + 1}: no finite factor for zone number {zone + 1}"
            )
        return self


def no_domain(hours: int, zones: int) -> Domain:
    """No critical elements at all.

    >>> no_domain(1, 2).members().tolist()
    [False, False]
    """
    return Domain((), np.zeros((hours, 0, zones)), np.zeros((hours, 0)))
