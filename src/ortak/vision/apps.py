from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import MechanismConfig


class Vision(MechanismConfig):
    name = "ortak.vision"
    verbose_name = _("Vision")

    def ready(self) -> None:
        from ortak.mechanisms.indicators.signals import evidence_recorded, milestones_offered
        from ortak.vision.register import check_marks
        from ortak.vision.standing import rebuild_after

        milestones_offered.connect(check_marks, dispatch_uid="vision.register")
        evidence_recorded.connect(rebuild_after, dispatch_uid="vision.standing")
