from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Digital(AreaConfig):
    name, prefix = "ortak.areas.digital", "ICT"
    verbose_name = _("Digital")
