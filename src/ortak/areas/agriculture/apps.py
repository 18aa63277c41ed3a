from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Agriculture(AreaConfig):
    name, prefix = "ortak.areas.agriculture", "AGR"
    verbose_name = _("Agriculture")
