"""The register of the vision, its evidence items, the wording as supplied, and what is worked out from the evidence."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.actors.identifiers import uuid7
from ortak.mechanisms.indicators.models import AppendOnly


class Section(models.Model):
    """One of the 18 sections; `area` is the label of the app that carries it."""

    area = models.CharField(max_length=20, primary_key=True)
    prefix = models.CharField(max_length=3, unique=True)
    order = models.PositiveSmallIntegerField()
    pillar = models.PositiveSmallIntegerField()
    pillar_titles = models.JSONField()
    titles = models.JSONField()
    short_titles = models.JSONField()

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.area


class Commitment(models.Model):
    """A row of the register: one of 123 directives or 52 priorities, in our own words. Titles and their states
    (original, machine, reviewed) are keyed by BCP 47 tag."""

    class Kind(models.TextChoices):
        DIRECTIVE = "directive", _("directive")
        PRIORITY = "priority", _("priority")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, null=True, related_name="commitments")
    order = models.PositiveSmallIntegerField()
    titles = models.JSONField()
    title_states = models.JSONField(default=dict)
    source_language = models.CharField(max_length=35, default="en")
    services = models.JSONField(default=list)
    evidence = models.CharField(max_length=400, blank=True)
    served_by = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["kind", "order"]

    def __str__(self) -> str:
        return self.code


class EvidenceItem(models.Model):
    """Something that would show that a commitment is carried out: an act required, or a figure that should move.
    `by` says who owes it: the Organization as a whole, or each member."""

    class Kind(models.TextChoices):
        ACT = "act", _("act")
        INDICATOR = "indicator", _("indicator")

    class By(models.TextChoices):
        ORGANIZATION = "ORG", _("the Organization")
        MEMBERS = "members", _("each member")

    item = models.CharField(max_length=80, primary_key=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, to_field="code", related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.CharField(max_length=8, choices=By.choices)
    titles = models.JSONField()
    indicator = models.CharField(max_length=80, blank=True, db_index=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar = ["commitment", "order"]

    def __str__(self) -> str:
        return self.item


class OfficialText(models.Model):
    """The wording of a commitment or section in one language as it was supplied. Append-only: a later document
    supersedes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40, db_index=True)
    language = models.CharField(max_length=35)
    text = models.TextField()
    document = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    supplied_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "language", "version"], name="official_text_version")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("a wording as supplied is never changed; import the newer document")
        super().save(*args, **kwargs)


class Standing(models.Model):
    """The status of a commitment for the Organization or a member, for one class of viewers. Derived: rebuilt in the
    transaction that adds evidence, never edited."""

    audience_class = models.CharField(max_length=1000)
    code = models.CharField(max_length=10)
    column = models.CharField(max_length=16)
    status = models.CharField(max_length=16)
    grade = models.CharField(max_length=10, blank=True)
    required = models.PositiveSmallIntegerField()
    known = models.PositiveSmallIntegerField()
    counts = models.JSONField()
    rule = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audience_class", "code", "column"], name="one_standing_per_cell")
        ]


class Headline(models.Model):
    """The figure that stands for a commitment on the board, with a short series, for one class of viewers. Derived."""

    audience_class = models.CharField(max_length=1000)
    code = models.CharField(max_length=10)
    figure = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audience_class", "code"], name="one_headline_per_code")
        ]


class StandingChange(models.Model):
    """A status that became another one: what moved, when, and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    audience_class = models.CharField(max_length=1000)
    code = models.CharField(max_length=10)
    column = models.CharField(max_length=16)
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    rule = models.CharField(max_length=40)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False, db_index=True)


class StoredOutlook(models.Model):
    """A projection that the progress engine made, with the digest of its inputs and the engine's version."""

    audience_class = models.CharField(max_length=1000)
    indicator = models.CharField(max_length=80)
    ref_area = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=40)
    result = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audience_class", "indicator", "ref_area"], name="one_outlook_per_series")
        ]


class StoredWhatIf(models.Model):
    """The answer of a what-if with given parameters, with the engine's version and the digest of its inputs."""

    code = models.CharField(max_length=80)
    parameters = models.CharField(max_length=400, default="{}")
    engine_version = models.CharField(max_length=40)
    result = models.JSONField()
    computed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "parameters"], name="one_answer_per_question")]
