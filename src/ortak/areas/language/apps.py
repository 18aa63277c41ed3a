from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Language(AreaConfig):
    name, prefix = "ortak.areas.language", None
    verbose_name = _("Language")
