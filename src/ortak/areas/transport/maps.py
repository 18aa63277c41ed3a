"""The network on a map: which lines and places are drawn, and how they are told apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortak.areas.transport.network.sea import sea_lines
from ortak.engines.transport.network import RUNS, Leg, Network, Place
from ortak.mechanisms.presentation.maps import Box, Drawing, around

MARGIN_KM = 180
ASPECT = 2


@dataclass(frozen=True)
class Line:
    """A leg drawn: the `d` of its path, and the classes that say its mode and whether it runs."""

    leg: Leg
    path: str
    kind: str


@dataclass(frozen=True)
class Dot:
    """A place drawn, with its number on the map where it has one."""

    place: Place
    x: float
    y: float
    label: str
    before: bool  # the label stands before it, for want of room after it


@dataclass(frozen=True)
class Picture:
    """A map ready for its template."""

    drawing: Drawing
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]


def picture(
    network: Network,
    legs: Iterable[Leg],
    named: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
    box: Box | None = None,
    width: int = 960,
) -> Picture:
    """A map of legs; the places `named` by id are marked, with `labels` beside them."""
    moving = [leg for leg in legs if leg.mode in RUNS]
    shown = {end for leg in moving for end in (leg.tail, leg.head)} | set(named)
    points = [network.places[each].point for each in sorted(shown)] or [(60.0, 40.0)]
    drawing = Drawing(box or around(points, MARGIN_KM, aspect=ASPECT), width)
    lines = tuple(Line(leg, drawing.line(_course(network, leg)), _kind(leg)) for leg in moving)
    dots = tuple(_dot(network.places[each], drawing, (labels or {}).get(each, "")) for each in dict.fromkeys(named))
    return Picture(drawing, lines, dots)


def _course(network: Network, leg: Leg) -> list[tuple[float, float]]:
    """Where a leg runs: a ship along its sea lane, everything else straight."""
    tail, head = network.places[leg.tail], network.places[leg.head]
    return [tail.point, *sea_lines().get(leg.id, ()), head.point]


def _kind(leg: Leg) -> str:
    return leg.mode if leg.operating else f"{leg.mode} planned"


def _dot(place: Place, drawing: Drawing, label: str) -> Dot:
    x, y = drawing.at(*place.point)
    return Dot(place, x, y, label, before=x > drawing.width * 2 / 3)
