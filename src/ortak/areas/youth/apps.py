from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Youth(AreaConfig):
    name, prefix = "ortak.areas.youth", "YOU"
    verbose_name = _("Youth and sport")
