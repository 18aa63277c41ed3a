"""What stands in each table of the bulk file, read with as little as holds the meaning: columns instead of objects."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Any, cast

from django.db.models import Max, Q, QuerySet

from ortak.engines.progress import METHOD_VERSION, grade_of
from ortak.engines.progress import Source as Spoken
from ortak.mechanisms.actors.models import Actor, Role
from ortak.mechanisms.actors.viewers import Viewer, visible_to
from ortak.mechanisms.indicators.models import (
    Agreement,
    Indicator,
    Milestone,
    MilestoneActor,
    MilestoneMark,
    Observation,
    Source,
)
from ortak.vision.acts import acts
from ortak.vision.bulk.columns import Cell
from ortak.vision.models import Commitment, EvidenceItem, Section, Standing
from ortak.vision.standing import ensure

Rows = Iterator[Sequence[Cell]]
#: how many characters of a source's digest name it here: as many as in the natural key of a figure
SOURCE_CHARACTERS = 16
#: whole numbers up to here are exact as floating point
LARGEST_EXACT = 2.0**53


@dataclass(frozen=True)
class Scope:
    """Whose file this is: the viewer, the audiences that contain him, and the key of his stored statuses."""

    viewer: Viewer
    today: date
    audiences: tuple[int, ...]
    audience_class: str

    @classmethod
    def of(cls, viewer: Viewer, today: date) -> "Scope":
        return cls(viewer, today, visible_to(viewer), ensure(viewer, today))

    def figures(self) -> "QuerySet[Observation]":
        return Observation.objects.filter(audience__in=self.audiences).current()

    def acts(self) -> "QuerySet[Milestone]":
        return Milestone.objects.filter(audience__in=self.audiences).current()

    @cached_property
    def sources(self) -> dict[Any, Source]:
        """The sources that something visible rests on, by id. A source of hidden rows alone is hidden too."""
        used: set[Any] = set(Agreement.objects.values_list("source", flat=True))
        for rows in (self.figures(), self.acts()):
            for name in ("source", "second_source"):
                used |= set(rows.order_by().values_list(name, flat=True).distinct())
        return {row.id: row for row in Source.objects.order_by("digest") if row.id in used}

    @cached_property
    def source_keys(self) -> dict[Any, str]:
        return {identity: row.digest[:SOURCE_CHARACTERS] for identity, row in self.sources.items()}

    @cached_property
    def newest(self) -> str:
        """When the newest visible row was recorded: the moment that this file describes."""
        moments = [rows.aggregate(at=Max("recorded_at"))["at"] for rows in (self.figures(), self.acts())]
        return _moment(max((at for at in moments if at), default=datetime(1980, 1, 1, tzinfo=UTC)))


@lru_cache(maxsize=4096)
def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _number(value: float | None) -> int | float | None:
    """Whole numbers without a decimal point, as they were written down."""
    return int(value) if value is not None and value.is_integer() and abs(value) < LARGEST_EXACT else value


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _joined(values: Iterable[str]) -> str:
    return ";".join(values)


def sections(scope: Scope) -> Rows:
    for row in Section.objects.order_by("order"):
        yield (
            row.area,
            row.prefix,
            row.order,
            row.pillar,
            row.pillar_titles["en"],
            row.titles["en"],
            row.short_titles["en"],
        )


def commitments(scope: Scope) -> Rows:
    for row in Commitment.objects.order_by("kind", "order"):
        yield row.code, row.kind, row.titles["en"]


def titles(scope: Scope) -> Rows:
    for row in Commitment.objects.order_by("kind", "order"):
        for language, text in sorted(row.titles.items()):
            yield row.code, language, text, row.title_states.get(language)


def directives(scope: Scope) -> Rows:
    for row in Commitment.objects.filter(kind=Commitment.Kind.DIRECTIVE).order_by("order"):
        yield row.code, row.section_id, row.titles["en"], _joined(row.services), row.evidence


def priorities(scope: Scope) -> Rows:
    for row in Commitment.objects.filter(kind=Commitment.Kind.PRIORITY).order_by("order"):
        yield row.code, row.titles["en"], _joined(row.services)


def priority_directives(scope: Scope) -> Rows:
    for row in Commitment.objects.filter(kind=Commitment.Kind.PRIORITY).order_by("order"):
        yield from ((row.code, serving) for serving in row.served_by)


def items(scope: Scope) -> Rows:
    for row in EvidenceItem.objects.order_by("order"):
        yield row.item, row.commitment_id, row.kind, row.by, row.titles["en"], row.indicator, row.note


COUNTS = (
    "done",
    "in_place",
    "fulfilled",
    "started",
    "right",
    "decided",
    "too_early",
    "slow",
    "still",
    "wrong",
    "unknown",
    "not_measurable",
    "press_only",
)


def statuses(scope: Scope) -> Rows:
    rows = Standing.objects.filter(audience_class=scope.audience_class).order_by("code", "column")
    for row in rows:
        counts = [row.counts.get(name, 0) for name in COUNTS]
        yield row.code, row.column, row.status, row.grade, row.known, row.required, row.rule, *counts, METHOD_VERSION


def indicators(scope: Scope) -> Rows:
    for row in Indicator.objects.order_by("code"):
        yield (
            row.code,
            row.titles["en"],
            row.area,
            _joined(row.codes),
            row.unit_measure,
            row.better,
            row.category,
            row.nature,
            row.baseline,
            _number(row.target),
            row.target_period,
            row.target_source,
            _number(row.ceiling),
            _number(row.floor),
            _truth(row.modelled),
            _truth(row.pairs),
            _truth(row.share_alike),
            row.producer,
            row.dataset,
            row.edition,
            row.licence,
            row.note,
        )


_SHARED = (
    "source_id",
    "locator",
    "second_source_id",
    "second_locator",
    "how",
    "modelled",
    "method",
    "method_version",
    "run",
    "dataset",
    "owner__code",
    "recorded_at",
    "comment",
)


def _provenance(scope: Scope, values: Sequence[Any], grades: dict[Any, str]) -> tuple[Cell, ...]:
    """The columns that figures and acts share, from the values of `_SHARED`."""
    source, locator, second, second_locator, how, modelled, *rest, recorded_at, comment = values
    founded = (how, source, second)
    if founded not in grades:
        grades[founded] = _grade(scope, *founded)
    grade = "modelled" if modelled else grades[founded]
    keys = scope.source_keys
    first = (keys[source], locator, keys.get(second), second_locator, how, grade, _truth(modelled))
    return *first, *rest, _moment(recorded_at), comment


def _grade(scope: Scope, how: str, *identities: Any) -> str:
    found = [scope.sources[identity] for identity in identities if identity]
    spoken = [Spoken(cast(Any, row.who), cast(Any, how), cast(Any, row.form), row.publisher) for row in found]
    return grade_of(*spoken)


def _figures(scope: Scope, names: Sequence[str], chosen: Q) -> Rows:
    rows = scope.figures().filter(chosen).order_by("indicator__code", "ref_area", "counterpart_area", "first_day", "id")
    grades: dict[Any, str] = {}
    for identity, *values in rows.values_list("id", *names, *_SHARED).iterator(chunk_size=5000):
        *own, value = values[: len(names)]
        yield str(identity), *own, _number(value), *_provenance(scope, values[len(names) :], grades)


FIGURE = ("indicator__code", "ref_area", "time_period", "first_day", "last_day", "obs_status", "obs_value")
PAIR = (
    "indicator__code",
    "ref_area",
    "counterpart_area",
    "time_period",
    "first_day",
    "last_day",
    "obs_status",
    "obs_value",
)


def observations(scope: Scope) -> Rows:
    return _figures(scope, FIGURE, Q(counterpart_area="", indicator__share_alike=False))


def observations_share_alike(scope: Scope) -> Rows:
    return _figures(scope, FIGURE, Q(counterpart_area="", indicator__share_alike=True))


def pairs(scope: Scope) -> Rows:
    return _figures(scope, PAIR, ~Q(counterpart_area="") & Q(indicator__share_alike=False))


def pairs_share_alike(scope: Scope) -> Rows:
    return _figures(scope, PAIR, ~Q(counterpart_area="") & Q(indicator__share_alike=True))


def milestones(scope: Scope) -> Rows:
    names = ("natural_key", "kind", "titles", "time_period", "first_day", "last_day", "agreement__code", "step")
    rows = scope.acts().order_by("first_day", "natural_key").values_list("id", *names, *_SHARED)
    grades: dict[Any, str] = {}
    for identity, key, kind, texts, *values in rows.iterator(chunk_size=2000):
        own, shared = values[: len(names) - 3], values[len(names) - 3 :]
        yield str(identity), key.rpartition("|")[2], kind, texts["en"], *own, *_provenance(scope, shared, grades)


def milestone_actors(scope: Scope) -> Rows:
    rows = MilestoneActor.objects.filter(milestone__in=scope.acts()).order_by("milestone", "actor")
    for milestone, actor in rows.values_list("milestone", "actor"):
        yield str(milestone), actor


def milestone_marks(scope: Scope) -> Rows:
    rows = MilestoneMark.objects.filter(milestone__in=scope.acts()).order_by("milestone", "code", "item")
    for milestone, code, item, stage in rows.values_list("milestone", "code", "item", "stage"):
        yield str(milestone), code, item, stage


def sources(scope: Scope) -> Rows:
    for identity, row in scope.sources.items():
        yield (
            scope.source_keys[identity],
            row.who,
            row.form,
            row.title,
            row.publisher,
            row.published,
            row.url,
            row.licence,
        )


def agreements(scope: Scope) -> Rows:
    for row in Agreement.objects.order_by("code"):
        yield (
            row.code,
            row.titles["en"],
            row.signed,
            row.place,
            row.entry_rule,
            row.in_force,
            scope.source_keys[row.source_id],
            row.locator,
            row.note,
        )


def agreement_signatories(scope: Scope) -> Rows:
    """Who signed, and whether the own step is done. Not found is unknown, not "no"."""
    for act in sorted(acts(scope.viewer, today=scope.today), key=lambda act: str(act["id"])):
        for state, own in sorted(act["signatories"].items()):
            yield act["id"], state, own["status"]


def actors(scope: Scope) -> Rows:
    for row in Actor.objects.order_by("code"):
        yield row.code, row.kind, row.names["en"]


def actor_names(scope: Scope) -> Rows:
    for row in Actor.objects.order_by("code"):
        yield from ((row.code, language, name) for language, name in sorted(row.names.items()))


def roles(scope: Scope) -> Rows:
    for row in Role.objects.select_related("actor").order_by("actor__code", "kind", "first_day"):
        yield (
            row.actor.code,
            row.kind,
            row.valid_from,
            row.first_day,
            row.last_day,
            row.source_title,
            row.publisher,
            row.url,
            row.locator,
        )
