from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Politics(AreaConfig):
    name, prefix = "ortak.areas.politics", "POL"
    verbose_name = _("Politics")
