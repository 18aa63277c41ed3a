from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Culture(AreaConfig):
    name, prefix = "ortak.areas.culture", "CUL"
    verbose_name = _("Culture")
