from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Partners(AreaConfig):
    name, prefix = "ortak.areas.partners", "INT"
    verbose_name = _("Partners")
