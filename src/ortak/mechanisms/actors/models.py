"""Actors, their roles, the users, and audiences: who owns what, and who may see it."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.actors.identifiers import uuid7
from ortak.mechanisms.actors.viewers import Viewer, visible_to


class Actor(models.Model):
    """A state, an entity or an organisation. `names` is keyed by BCP 47 tag."""

    class Kind(models.TextChoices):
        STATE = "state", _("state")
        ENTITY = "entity", _("entity")
        ORGANISATION = "organisation", _("organisation")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    names = models.JSONField()
    source_language = models.CharField(max_length=35, default="en")

    def __str__(self) -> str:
        return self.code


class Role(models.Model):
    """What an actor is in the Organization, from when to when. Board columns follow from the members on the date
    shown."""

    class Kind(models.TextChoices):
        ORGANIZATION = "organization", _("the Organization")
        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")
        BODY = "body", _("sister body")

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    valid_from = models.CharField(max_length=10)
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    source_title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    locator = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor", "kind", "valid_from"], name="one_role_at_a_time")
        ]


class Audience(models.Model):
    """An immutable, deduplicated set of actors. `version` counts what was recorded for it."""

    id = models.SmallAutoField(primary_key=True)
    key = models.CharField(max_length=400, unique=True)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class AudienceActor(models.Model):
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="members")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["audience", "actor"], name="actor_once_in_audience")]


class OwnedQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(audience__in=visible_to(viewer))


class Owned(models.Model):
    """The base of everything stored that someone owns: public id, owner, audience, and the moment the database took
    it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # without indexes: nearly all rows share a few values, and SQLite would choose such an index over a selective one
    owner = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+", db_index=False)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; the e-mail address is the name. Sign-in itself comes with the trust issue."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
