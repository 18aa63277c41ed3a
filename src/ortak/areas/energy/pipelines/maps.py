"""The pipes on a map of the land, without borders."""

from collections.abc import Iterable
from dataclasses import dataclass

from ortak.areas.energy.pipelines.facts import Facts, Line
from ortak.mechanisms.presentation.maps import Drawing, around

MARGIN_KM = 150
ASPECT = 2


@dataclass(frozen=True)
class Course:
    """A pipe drawn: the `d` of its path, and the classes that say what it carries and whether it runs."""

    line: Line
    path: str
    kind: str


@dataclass(frozen=True)
class Dot:
    """A place drawn, with its name where there is room."""

    x: float
    y: float
    label: str
    before: bool


@dataclass(frozen=True)
class Picture:
    """A map ready for its template."""

    drawing: Drawing
    courses: tuple[Course, ...]
    dots: tuple[Dot, ...]


def picture(facts: Facts, lines: Iterable[Line], named: bool = False, width: int = 960) -> Picture:
    """A map of pipes; with `named`, their places by name."""
    shown = list(lines)
    places = list(dict.fromkeys(place for line in shown for place in line.course))
    points = [facts.nodes[place].point for place in places] or [(55.0, 41.0)]
    drawing = Drawing(around(points, MARGIN_KM, aspect=ASPECT), width)
    courses = tuple(
        Course(line, drawing.line([facts.nodes[place].point for place in line.course]), _kind(line)) for line in shown
    )
    dots = []
    for place in places:
        x, y = drawing.at(*facts.nodes[place].point)
        dots.append(Dot(x, y, facts.nodes[place].name if named else "", x > drawing.width * 2 / 3))
    return Picture(drawing, courses, tuple(dots))


def _kind(line: Line) -> str:
    kind = "rail" if line.commodity == "gas" else "road"  # the two strokes that the stylesheet tells apart
    return kind if line.operating else f"{kind} planned"
