"""The merit order of a zone and hour as a drawing: what is offered from the cheapest, what is sought, where they meet.

Drawn for a wide page, a phone and a small phone, as the stylesheet swaps them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

WIDTHS = {"wide": 800, "narrow": 358, "slim": 288}
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 22, 40
HEIGHTS = {"wide": 340, "narrow": 280, "slim": 280}
WIDE_ENOUGH = 6.6
"""Pixels that a letter of a label needs."""


@dataclass(frozen=True)
class Step:
    """A step of a curve: what it is, its price, what is offered or sought, and what of that is taken; MWh."""

    what: str
    price: float
    mwh: float
    taken: float


@dataclass(frozen=True)
class Named:
    """A name within the picture, with what it stands for in full."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Tick:
    text: str
    at: float


@dataclass(frozen=True)
class Drawn:
    """One drawing, in pixels."""

    name: str
    width: int
    height: int
    offers: str
    area: str
    bids: str
    price: float
    """Height of the line of the price."""
    sold: float
    bought: float
    names: tuple[Named, ...]
    prices: tuple[Tick, ...]
    volumes: tuple[Tick, ...]
    right: int = RIGHT
    left: int = LEFT
    bottom: int = BOTTOM


def filled(steps: Sequence[tuple[str, float, float]], volume: float) -> tuple[Step, ...]:
    """Steps with what of each is taken, the first in order first.

    >>> [step.taken for step in filled([("gas", 20.0, 10.0), ("oil", 90.0, 5.0)], 12.0)]
    [10.0, 2.0]
    """
    found = []
    for what, price, mwh in steps:
        taken = min(mwh, max(0.0, volume))
        volume -= taken
        found.append(Step(what, price, mwh, round(taken, 3)))
    return tuple(found)


def drawings(offers: Sequence[Step], bids: Sequence[Step], price: float) -> tuple[Drawn, ...]:
    """The three drawings."""
    return tuple(_drawn(name, width, offers, bids, price) for name, width in WIDTHS.items())


def _drawn(name: str, width: int, offers: Sequence[Step], bids: Sequence[Step], price: float) -> Drawn:
    height = HEIGHTS[name]
    sold, bought = (sum(step.taken for step in steps) for steps in (offers, bids))
    most = max(1.0, *(sum(step.mwh for step in steps) for steps in (offers, bids))) * 1.02
    dearest = max([price, *(step.price for step in offers)])
    ticks = scale(dearest * 1.12)
    top = ticks[-1]

    def x(volume: float) -> float:
        return round(LEFT + volume / most * (width - LEFT - RIGHT), 1)

    def y(euros: float) -> float:
        return round(TOP + (1 - min(max(euros, 0.0), top) / top) * (height - TOP - BOTTOM), 1)

    line = _steps(offers, x, y)
    end, base = x(sum(step.mwh for step in offers)), y(0)
    return Drawn(
        name, width, height, f"{line}L{end} {y(top)}" if line else "",
        f"{line}L{end} {base}L{x(0)} {base}Z" if line else "",
        _steps(bids, x, y), y(price), x(sold), x(bought), _names(offers, x, y),
        tuple(Tick(f"{tick:g}", y(tick)) for tick in ticks),
        tuple(Tick(f"{tick / 1_000:g}", x(tick)) for tick in scale(most, 5 if name == "wide" else 3) if tick <= most),
    )  # fmt: skip


def _steps(steps: Sequence[Step], x, y) -> str:  # type: ignore[no-untyped-def]  # the two scales of the drawing
    path, volume = "", 0.0
    for step in steps:
        path += f"{'L' if path else 'M'}{x(volume)} {y(step.price)}"
        volume += step.mwh
        path += f"L{x(volume)} {y(step.price)}"
    return path


def _names(offers: Sequence[Step], x, y) -> tuple[Named, ...]:  # type: ignore[no-untyped-def]
    """The kinds of plants over their steps, where there is room."""
    found, volume, start = [], 0.0, 0.0
    for number, step in enumerate(offers):
        volume += step.mwh
        last = number + 1 == len(offers) or offers[number + 1].what != step.what
        if last:
            if x(volume) - x(start) > WIDE_ENOUGH * len(step.what):
                found.append(Named(step.what, (x(start) + x(volume)) / 2, y(step.price) - 8))
            start = volume
    return tuple(found)


def scale(most: float, about: int = 5) -> list[float]:
    """Round numbers from zero to at least `most`.

    >>> scale(34.0), scale(119.0)
    ([0.0, 10.0, 20.0, 30.0, 40.0], [0.0, 50.0, 100.0, 150.0])
    """
    rough = most / about
    ten = 10.0 ** int(log10(rough) if rough >= 1 else log10(rough) - 1)
    step = next(ten * each for each in (1, 2, 5, 10) if ten * each >= rough * 0.9 or each == 10)
    return [step * number for number in range(ceil(most / step) + 1)]
