from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig


class Education(AreaConfig):
    name, prefix = "ortak.areas.education", "EDU"
    verbose_name = _("Education")
