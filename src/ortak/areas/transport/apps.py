from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Transport(AreaConfig):
    name, prefix = "ortak.areas.transport", "TRA"
    verbose_name = _("Transport")
