from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Energy(AreaConfig):
    name, prefix = "ortak.areas.energy", "ENE"
    verbose_name = _("Energy")
