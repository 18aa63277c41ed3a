from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Economy(AreaConfig):
    name, prefix = "ortak.areas.economy", "ECO"
    verbose_name = _("Economy")
