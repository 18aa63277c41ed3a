from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Environment(AreaConfig):
    name, prefix = "ortak.areas.environment", "ENV"
    verbose_name = _("Environment")
