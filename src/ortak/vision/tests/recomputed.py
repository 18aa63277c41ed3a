"""Every status once more, from raw rows, slowly and in the plainest way: what the stored ones are held against.

The progress engine has tests of its own and is used here for a movement, a grade and the word of a cell. Everything
between the database and the engine is written a second time.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ortak.engines.progress import Source, Thing, grade_of, movement, status
from ortak.mechanisms.indicators.models import Indicator, Milestone, MilestoneActor, MilestoneMark, Observation
from ortak.mechanisms.indicators.models import Source as StoredSource
from ortak.vision.models import Commitment, EvidenceItem

GRADES = ["reported", "documented", "recorded", "confirmed"]
STAGES = ["decided", "started", "done"]
WORDS = {
    "fulfilled": "fulfilled",
    "significant_progress": "right",
    "moderate_progress": "right",
    "insufficient_progress": "slow",
    "no_change": "still",
    "moderate_away": "wrong",
    "significant_away": "wrong",
    "too_early": "too_early",
    "no_data": "unknown",
}
Cells = dict[tuple[str, str], tuple[str, str, int, int, str]]


def recomputed(audiences: Iterable[int], members: list[str], moment: datetime | None = None) -> Cells:
    """(status, grade, known, required, rule) of every cell for whoever sees these audiences, now or at a moment."""
    known = Known(set(audiences), members, moment)
    items = list(EvidenceItem.objects.values())
    cells: Cells = {}
    for commitment in Commitment.objects.values():
        codes = {commitment["code"], *commitment["served_by"]}
        things = []
        for item in items:
            if item["commitment_id"] in codes:
                owing = members if item["by"] == "members" else ["ORG"]
                things += [known.thing(item, actor) for actor in owing]
        for column in ["ORG", *members]:
            asked = [thing for thing in things if column in ("ORG", thing.actor)]
            found = status(asked)
            cell = (found.word, found.grade or "", found.known, found.required, found.rule)
            cells[commitment["code"], column] = cell
    return cells


class Known:
    """What can be known of evidence by whoever sees the audiences."""

    def __init__(self, audiences: set[int], members: list[str], moment: datetime | None) -> None:
        self.members = members
        self.sources = {row["id"]: row for row in StoredSource.objects.values()}
        self.indicators = {row["code"]: row for row in Indicator.objects.values()}
        self.figures: dict[tuple[Any, str], list[Any]] = {}
        for row in self.in_sight(Observation.objects.values(), audiences, moment):
            self.figures.setdefault((row["indicator_id"], row["ref_area"]), []).append(row)
        self.acts = {row["id"]: row for row in self.in_sight(Milestone.objects.values(), audiences, moment)}
        self.marks = [
            mark for mark in MilestoneMark.objects.values() if mark["milestone_id"] in self.acts and mark["item"]
        ]
        self.bound: dict[Any, set[str]] = {}
        for row in MilestoneActor.objects.values():
            self.bound.setdefault(row["milestone_id"], set()).add(row["actor"])

    @staticmethod
    def in_sight(rows: Iterable[Any], audiences: set[int], moment: datetime | None) -> list[Any]:
        there = [row for row in rows if moment is None or row["recorded_at"] <= moment]
        superseded = {row["supersedes_id"] for row in there}
        return [
            row
            for row in there
            if row["id"] not in superseded
            and not row["withdrawn"]
            and not row["modelled"]
            and row["audience_id"] in audiences
        ]

    def grade(self, row: Any) -> str:
        said = [self.sources[row[name]] for name in ("source_id", "second_source_id") if row[name]]
        return grade_of(*(Source(one["who"], row["how"], one["form"], one["publisher"]) for one in said))

    def thing(self, item: Any, actor: str) -> Thing:
        state, grade = self.act(item, actor) if item["kind"] == "act" else self.figure(item, actor)
        return Thing(item["item"], actor, state, grade)  # type: ignore[arg-type]

    def act(self, item: Any, actor: str) -> tuple[str, str | None]:
        told = []
        for mark in self.marks:
            if mark["item"] == item["item"]:
                act, bound = self.acts[mark["milestone_id"]], self.bound[mark["milestone_id"]]
                counts = actor in bound or (actor == "ORG" and bound >= set(self.members))
                if counts:
                    told.append((mark["stage"], self.grade(act), act["first_day"]))
        if not told:
            return "unknown", None
        told = [one for one in told if one[1] != "reported"] or told
        furthest = max((stage for stage, _, _ in told), key=STAGES.index)
        showing = [one for one in told if one[0] == furthest]
        best = max((grade for _, grade, _ in showing), key=GRADES.index)
        if furthest == "done" and min(day for _, _, day in showing).isoformat() < "2021-11-12":
            return "in_place", best
        return furthest, best

    def figure(self, item: Any, actor: str) -> tuple[str, str | None]:
        about = self.indicators.get(item["indicator"])
        if about is None or about["category"] != "evidence" or about["modelled"] or about["better"] == "none":
            return "not_measurable", None
        points = self.series(about, actor)
        scaled = about["nature"] in ("share", "index") and None not in (about["floor"], about["ceiling"])
        moved = movement(
            [(year, value) for year, (value, _) in points],
            better=about["better"],
            nature=about["nature"],
            baseline=int(about["baseline"][:4]),
            target=about["target"],
            target_year=int(about["target_period"][:4]) if about["target_period"] else None,
            floor=about["floor"],
            ceiling=about["ceiling"],
            scale=(about["floor"], about["ceiling"]) if scaled else None,
        )
        if moved.verdict == "no_data":
            return "unknown", None
        ends = [grade for year, (_, grade) in points if year in (moved.first[0], moved.last[0])]  # type: ignore[index]
        return WORDS[moved.verdict], min(ends, key=GRADES.index)

    def series(self, about: Any, actor: str) -> list[tuple[float, tuple[float, str]]]:
        rows = [
            row
            for row in self.figures.get((about["id"], actor), [])
            if not row["counterpart_area"] and row["first_day"].year >= int(about["baseline"][:4])
        ]
        best: dict[Any, Any] = {}
        for row in sorted(rows, key=lambda row: (row["recorded_at"], row["id"])):
            length = (row["last_day"] - row["first_day"]).days
            rank = (length, GRADES.index(self.grade(row)))
            held = best.get(row["first_day"])
            if held is None or (length > held[0][0] + 3) or (abs(length - held[0][0]) <= 3 and rank[1] >= held[0][1]):
                best[row["first_day"]] = (rank, row)
        found = [row for _, row in best.values()]
        yearly = [row for row in found if (row["last_day"] - row["first_day"]).days > 360]
        points = {}
        for row in yearly if len(yearly) >= 3 else found:
            day = row["first_day"]
            points[day.year + (day.month - 1) / 12 + (day.day - 1) / 365.25] = (row["obs_value"], self.grade(row))
        return sorted(points.items())
