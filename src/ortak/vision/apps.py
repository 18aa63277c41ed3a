from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import MechanismConfig


class Vision(MechanismConfig):
    name = "ortak.vision"
    verbose_name = _("Vision")

    def ready(self) -> None:
        from ortak.mechanisms.indicators.signals import evidence_recorded
        from ortak.vision.standing import rebuild_after

        evidence_recorded.connect(rebuild_after, dispatch_uid="vision.standing")
