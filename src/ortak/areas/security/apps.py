from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Security(AreaConfig):
    name, prefix = "ortak.areas.security", "SEC"
    verbose_name = _("Security")
