from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Media(AreaConfig):
    name, prefix = "ortak.areas.media", "MED"
    verbose_name = _("Media")
