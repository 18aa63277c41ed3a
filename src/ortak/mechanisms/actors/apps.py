from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import MechanismConfig


class Actors(MechanismConfig):
    name = "ortak.mechanisms.actors"
    verbose_name = _("Actors")
