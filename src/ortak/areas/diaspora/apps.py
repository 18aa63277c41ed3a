from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Diaspora(AreaConfig):
    name, prefix = "ortak.areas.diaspora", "DIA"
    verbose_name = _("Diaspora")
