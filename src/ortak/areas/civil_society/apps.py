from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class CivilSociety(AreaConfig):
    name, prefix = "ortak.areas.civil_society", "NGO"
    verbose_name = _("Civil society")
