from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Aid(AreaConfig):
    name, prefix = "ortak.areas.aid", "AID"
    verbose_name = _("Development aid")
