"""How a directive is doing: movement of a figure, grade of a fact, status of a cell, outlook of a series.

Movement, grade and status need no numerical library and are imported here. The outlook does: it lies in
`ortak.engines.progress.outlook` and is imported by those who use it.

    >>> from ortak.engines.progress import Thing, movement, status
    >>> hours = movement([(2021, 30.0), (2022, 26.0), (2023, 21.0), (2024, 18.0)], better="lower", nature="level")
    >>> hours.verdict
    'significant_progress'
"""

from ortak.engines.progress.errors import ProgressError
from ortak.engines.progress.grade import GRADES, Grade, Source, grade, grade_of, independent, strongest, weakest
from ortak.engines.progress.movement import RULES as MOVEMENT_RULES
from ortak.engines.progress.movement import Better, Movement, Nature, Verdict, movement
from ortak.engines.progress.status import MISSING, Counts, Status, Word, press_only, status
from ortak.engines.progress.status import RULES as STATUS_RULES
from ortak.engines.progress.status import SENTENCES as STATUS_SENTENCES
from ortak.engines.progress.things import ADOPTED, Link, Stage, State, Thing, act_thing, column, figure_thing

# Changes with every change of a rule, a threshold or a word; stored and shown with each status.
METHOD_VERSION = "2"

__all__ = [
    "ADOPTED",
    "GRADES",
    "METHOD_VERSION",
    "MISSING",
    "MOVEMENT_RULES",
    "STATUS_RULES",
    "STATUS_SENTENCES",
    "Better",
    "Counts",
    "Grade",
    "Link",
    "Movement",
    "Nature",
    "ProgressError",
    "Source",
    "Stage",
    "State",
    "Status",
    "Thing",
    "Verdict",
    "Word",
    "act_thing",
    "column",
    "figure_thing",
    "grade",
    "grade_of",
    "independent",
    "movement",
    "press_only",
    "status",
    "strongest",
    "weakest",
]
