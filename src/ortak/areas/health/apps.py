from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Health(AreaConfig):
    name, prefix = "ortak.areas.health", "HEA"
    verbose_name = _("Health")
