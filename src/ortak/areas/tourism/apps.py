from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Tourism(AreaConfig):
    name, prefix = "ortak.areas.tourism", "TOU"
    verbose_name = _("Tourism")
