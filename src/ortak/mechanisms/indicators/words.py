"""The fixed words of evidence: who says it, how, in what form, what an act is, and how an indicator is meant."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Who(models.TextChoices):
    """Who says it."""

    STATE = "state", _("state")
    ORGANIZATION = "organization", _("Organization")
    INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental body")
    INDEPENDENT = "independent", _("independent body")
    PRESS = "press", _("press")


class How(models.TextChoices):
    """How it is known."""

    ACT = "act", _("act")
    STATISTIC = "statistic", _("statistic")
    SURVEY = "survey", _("survey")
    ESTIMATE = "estimate", _("estimate")


class Form(models.TextChoices):
    """In what form the source stands."""

    DEPOSITARY = "depositary", _("depositary")
    GAZETTE = "gazette", _("gazette")
    DATASET = "dataset", _("dataset")
    DOCUMENT = "document", _("document")
    NEWS = "news", _("news")


class Better(models.TextChoices):
    """The direction that is wanted."""

    HIGHER = "higher", _("higher")
    LOWER = "lower", _("lower")
    NONE = "none", _("depends")


class Category(models.TextChoices):
    """What an indicator may do: move a status, or only stand beside it."""

    EVIDENCE = "evidence", _("evidence")
    ASSESSMENT = "assessment", _("external assessment")
    CONTEXT = "context", _("context")


class Nature(models.TextChoices):
    """What kind of figure it is, which decides how its movement is measured."""

    SHARE = "share", _("share")
    INDEX = "index", _("index")
    LEVEL = "level", _("level")
    COUNT = "count", _("count")
    MONEY = "money", _("money")
    RATE = "rate", _("rate")


class Act(models.TextChoices):
    """What kind of act a milestone is."""

    AGREEMENT = "agreement", _("agreement")
    SIGNATURE = "signature", _("signature")
    APPROVAL = "approval", _("approval")
    DEPOSIT = "deposit", _("deposit")
    ACCESSION = "accession", _("accession")
    ENTRY_INTO_FORCE = "entry_into_force", _("entry into force")
    BODY = "body", _("body")
    FUND = "fund", _("fund")
    LAW = "law", _("law")
    PROGRAMME = "programme", _("programme")
    DECISION = "decision", _("decision")
    EVENT = "event", _("event")
    INFRASTRUCTURE = "infrastructure", _("infrastructure")


class Stage(models.TextChoices):
    """How far an act carries the evidence item it answers."""

    DECIDED = "decided", _("decided")
    STARTED = "started", _("under way")
    DONE = "done", _("done")


class Step(models.TextChoices):
    """A state's own step towards an agreement, and the joint one."""

    SIGNED = "signed", _("signed")
    APPROVED = "approved", _("approved")
    DEPOSITED = "deposited", _("deposited")
    ENTERED = "entered", _("in force")
