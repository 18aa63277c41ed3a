"""Indicators, and the two kinds of evidence: observations (figures) and milestones (acts). Both are append-only; the
database itself refuses to change or delete a row (see the triggers in the first migration). The columns of an
observation carry the names of the SDMX concepts."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from ortak.mechanisms.actors.identifiers import uuid7
from ortak.mechanisms.actors.models import Owned, OwnedQuerySet
from ortak.mechanisms.indicators.words import Act, Better, Category, Form, How, Nature, Stage, Step, Who


class AppendOnly(Exception):
    """A row of evidence is never changed or deleted; a correction is a new row that supersedes it."""


class Source(models.Model):
    """A document or dataset that says something: who says it, in what form, and where it can be looked up."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    who = models.CharField(max_length=20, choices=Who.choices)
    form = models.CharField(max_length=12, choices=Form.choices)
    title = models.CharField(max_length=400)
    publisher = models.CharField(max_length=200)
    published = models.CharField(max_length=60, blank=True)
    url = models.CharField(max_length=700, blank=True)
    licence = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.title}, {self.publisher}"


class Indicator(models.Model):
    """A definition: what is measured, in which unit, which direction is wanted, and what the figure may do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=80, unique=True)
    area = models.CharField(max_length=20, blank=True)
    codes = models.JSONField(default=list)
    titles = models.JSONField()
    source_language = models.CharField(max_length=35, default="en")
    unit_measure = models.CharField(max_length=120)
    better = models.CharField(max_length=8, choices=Better.choices)
    category = models.CharField(max_length=12, choices=Category.choices)
    nature = models.CharField(max_length=8, choices=Nature.choices)
    baseline = models.CharField(max_length=10, default="2021")
    target = models.FloatField(null=True)
    target_period = models.CharField(max_length=10, blank=True)
    target_source = models.CharField(max_length=400, blank=True)
    ceiling = models.FloatField(null=True)
    floor = models.FloatField(null=True)
    modelled = models.BooleanField(default=False)
    pairs = models.BooleanField(default=False)
    dataset = models.CharField(max_length=200, blank=True)
    producer = models.CharField(max_length=200, blank=True)
    edition = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    share_alike = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.code


class EvidenceQuerySet(OwnedQuerySet):
    """Rows of evidence, of which `current()` are those that nothing supersedes and that do not themselves withdraw a
    row."""

    def current(self) -> Self:
        return self.filter(successor__isnull=True, withdrawn=False)

    def known_on(self, moment: datetime) -> Self:
        """What was known at a moment: recorded by then, and superseded, if at all, only later."""
        return self.filter(recorded_at__lte=moment, withdrawn=False).filter(
            Q(successor__isnull=True) | Q(successor__recorded_at__gt=moment)
        )

    def update(self, **changes: Any) -> int:
        raise AppendOnly("evidence is never changed; record a row that supersedes it")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("evidence is never deleted; record a row that supersedes it")


class Evidence(Owned):
    """What both kinds share: natural key, digest, provenance, and the row they supersede."""

    natural_key = models.CharField(max_length=500)
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="successor")
    dataset = models.CharField(max_length=120)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField(max_length=400, blank=True)
    second_source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    second_locator = models.CharField(max_length=400, blank=True)
    how = models.CharField(max_length=10, choices=How.choices)
    method = models.CharField(max_length=200, blank=True)
    method_version = models.CharField(max_length=40, blank=True)
    run = models.CharField(max_length=64, blank=True)
    modelled = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    comment = models.TextField(blank=True)

    objects = EvidenceQuerySet.as_manager()  # type: ignore[misc]  # it narrows the one of Owned

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("evidence is never changed; record a row that supersedes it")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("evidence is never deleted; record a row that supersedes it")


class Observation(Evidence):
    """A figure. `ref_area` and `counterpart_area` are codes of actors or ISO 3166 alpha-2; the counterpart is empty
    unless the indicator is about pairs. `time_period` is SDMX text with its first and last day."""

    # the indexes below begin with it
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations", db_index=False)
    ref_area = models.CharField(max_length=16)
    counterpart_area = models.CharField(max_length=16, blank=True)
    time_period = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField()
    obs_value = models.FloatField()
    obs_status = models.CharField(max_length=1, default="A")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["natural_key", "version"], name="observation_version")]
        indexes: ClassVar = [
            models.Index(fields=["indicator", "ref_area", "counterpart_area", "first_day"], name="observation_series"),
            models.Index(fields=["indicator", "first_day"], name="observation_period"),
            models.Index(fields=["recorded_at"], name="observation_recorded"),
            models.Index(fields=["dataset"], name="observation_dataset"),
        ]


class Agreement(models.Model):
    """An agreement of the Organization that needs approval. `entry_rule` says in our words what joint entry into
    force needs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=60, unique=True)
    titles = models.JSONField()
    signed = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=80, blank=True)
    signatories = models.JSONField()
    entry_rule = models.CharField(max_length=400, blank=True)
    in_force = models.CharField(max_length=10, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField(max_length=400, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.code


class Milestone(Evidence):
    """An act with a date and the actors it binds."""

    kind = models.CharField(max_length=18, choices=Act.choices)
    titles = models.JSONField()
    source_language = models.CharField(max_length=35, default="en")
    time_period = models.CharField(max_length=10)
    first_day = models.DateField(db_index=True)
    last_day = models.DateField()
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="milestones")
    step = models.CharField(max_length=10, choices=Step.choices, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["natural_key", "version"], name="milestone_version")]
        indexes: ClassVar = [
            models.Index(fields=["recorded_at"], name="milestone_recorded"),
            models.Index(fields=["dataset"], name="milestone_dataset"),
        ]


class MilestoneActor(models.Model):
    """An actor that a milestone binds."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="binds")
    actor = models.CharField(max_length=16, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["milestone", "actor"], name="actor_once_in_milestone")]


class MilestoneMark(models.Model):
    """What a milestone is about: a code of the vision for context, or an evidence item that it answers, with the
    stage."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="marks")
    code = models.CharField(max_length=10, db_index=True)
    item = models.CharField(max_length=80, blank=True, db_index=True)
    stage = models.CharField(max_length=8, choices=Stage.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["milestone", "code", "item"], name="mark_once_in_milestone")
        ]


class LoadedFile(models.Model):
    """A data file that was loaded, with the digest of its bytes: an unchanged file is not read again."""

    name = models.CharField(max_length=200, primary_key=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)
