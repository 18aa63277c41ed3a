from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import MechanismConfig


class Indicators(MechanismConfig):
    name = "ortak.mechanisms.indicators"
    verbose_name = _("Indicators")
