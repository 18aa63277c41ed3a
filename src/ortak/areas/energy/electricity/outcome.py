"""What a cleared market is worth to each zone: consumers, producers, half the rent of its links; and CO2."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ortak.areas.energy.electricity.market import Made, Steps
    from ortak.engines.energy.coupling import Clearing

    Integers = NDArray[np.int64]
    Numbers = NDArray[np.float64]

CENTS_KWH = 1e-5
"""EUR in a cent per MWh times a kWh."""


@dataclass(frozen=True)
class Outcome:
    """By zone, summed over the hours of the market: EUR, tonnes of CO2, MWh."""

    zones: tuple[str, ...]
    consumers: "Numbers"
    producers: "Numbers"
    rent: "Numbers"
    co2: "Numbers"
    wanted: "Numbers"
    served: "Numbers"
    price: "Numbers"
    """Mean over the hours, weighted by what was wanted; EUR per MWh."""
    by_fuel: dict[tuple[str, str], float]
    """MWh sold by zone and fuel."""

    @property
    def welfare(self) -> "Numbers":
        """Of each zone."""
        return self.consumers + self.producers + self.rent


def outcome(made: "Made", result: "Clearing") -> Outcome:
    """The welfare of each zone. Fixed exchanges are paid at the price of their zone and count for nobody here.

    Raises nothing: what was cleared can be counted.
    """
    import numpy as np

    zones = made.market.zones
    sold, bought = (
        _filled(steps, volume) for steps, volume in ((made.offers, result.sold), (made.bids, result.bought))
    )
    price = result.price
    producers = _by_zone(made.offers, (_spread(made.offers, price) - made.offers.cents) * sold)
    consumers = _by_zone(made.bids, (made.bids.cents - _spread(made.bids, price)) * bought)
    rent = np.zeros(len(zones))
    for number, line in enumerate(made.lines):
        ends = [zones.index(line.tail), zones.index(line.head)]
        earned = float((result.flow[:, number] * (price[:, ends[1]] - price[:, ends[0]])).sum())
        rent[ends] += earned / 2
    co2 = _by_zone(made.offers, sold * made.offers.tonnes_per_mwh)
    co2 -= _by_zone(made.bids, bought * made.bids.tonnes_per_mwh)
    wanted = _by_zone(made.bids, made.bids.kwh.astype(np.float64)) / 1_000
    by_hour = np.add.reduceat(made.bids.kwh, made.bids.first[:-1], axis=1)
    mean = (price * by_hour).sum(axis=0) / np.maximum(by_hour.sum(axis=0), 1) / 100
    of_step = sold.sum(axis=0) / 1_000
    by_fuel: dict[tuple[str, str], float] = {}
    for place, zone in enumerate(zones):
        for step in range(made.offers.first[place], made.offers.first[place + 1]):
            key = (zone, made.offers.fuels[step])
            by_fuel[key] = by_fuel.get(key, 0.0) + float(of_step[step])
    return Outcome(
        zones, consumers * CENTS_KWH, producers * CENTS_KWH, rent * CENTS_KWH, co2 / 1_000, wanted,
        result.bought.sum(axis=0) / 1_000, mean, by_fuel,
    )  # fmt: skip


def _filled(steps: "Steps", volume: "Integers") -> "Numbers":
    """How much of each step is taken, the first in merit order first; H x K."""
    import numpy as np

    taken = np.zeros(steps.kwh.shape)
    for place in range(steps.first.size - 1):
        part = slice(steps.first[place], steps.first[place + 1])
        before = np.cumsum(steps.kwh[:, part], axis=1) - steps.kwh[:, part]
        taken[:, part] = np.clip(volume[:, place : place + 1] - before, 0, steps.kwh[:, part])
    return taken


def _spread(steps: "Steps", price: "Integers") -> "Integers":
    """The price of its zone beside each step; H x K."""
    import numpy as np

    beside: Integers = np.repeat(price, np.diff(steps.first), axis=1)
    return beside


def _by_zone(steps: "Steps", values: "Numbers") -> "Numbers":
    """Sums over the hours and the steps of each zone; a zone without steps has none."""
    import numpy as np

    total = np.append(0.0, np.cumsum(values.sum(axis=0)))
    summed: Numbers = total[steps.first[1:]] - total[steps.first[:-1]]
    return summed
