from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig, Service

CORRIDOR = ("TRA-1", "TRA-2", "TRA-3")


class Transport(AreaConfig):
    name, prefix = "ortak.areas.transport", "TRA"
    verbose_name = _("Transport")
    services = [
        Service("transport.planner", _("Routes"), url="transport:planner", codes=(*CORRIDOR, "TRA-6", "TRA-9")),
        Service("transport.network", _("The transport network"), url="transport:network", codes=CORRIDOR),
        Service("transport.air", _("Air links"), url="transport:air", codes=["TRA-8"]),
    ]
