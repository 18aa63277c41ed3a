from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig, Parameter, Service, WhatIf

CORRIDOR = ("TRA-1", "TRA-2", "TRA-3")
#: of the answers of the corridor, kept in data/what_ifs.json
ANSWERS = "2"
#: pairs of states with much modelled demand and no route on record, by code
ROUTES = ("ALA-AZN", "BSZ-BUD", "BUD-ESB", "CIT-NMA", "DMB-TAS", "GYD-DIY", "GYD-GZT")


class Transport(AreaConfig):
    name, prefix = "ortak.areas.transport", "TRA"
    verbose_name = _("Transport")
    services = [
        Service("transport.planner", _("Routes"), url="transport:planner", codes=(*CORRIDOR, "TRA-6", "TRA-9")),
        Service("transport.network", _("The transport network"), url="transport:network", codes=CORRIDOR),
        Service(
            "transport.reliability", _("Door-to-door time"), url="transport:reliability", codes=(*CORRIDOR, "TRA-9")
        ),
        Service("transport.capacity", _("What the corridor can carry"), url="transport:capacity", codes=CORRIDOR),
        Service("transport.air", _("Air links"), url="transport:air", codes=["TRA-8"]),
    ]
    what_ifs = [
        WhatIf(
            "transport.border_time",
            _("What if every border took half the time?"),
            run="ortak.areas.transport.what_ifs.border_time",
            codes=["TRA-2", "TRA-1"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.digital_document",
            _("What if one digital transit document replaced the papers at every border?"),
            run="ortak.areas.transport.what_ifs.digital_document",
            codes=["TRA-9", "TRA-2"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.permits",
            _("What if lorries needed no permit from a quota?"),
            run="ortak.areas.transport.what_ifs.permits",
            codes=["TRA-2", "TRA-9"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.vessels",
            _("What if two more vessels sailed between Aktau and Alat?"),
            run="ortak.areas.transport.what_ifs.vessels",
            codes=["TRA-3", "TRA-1"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.port_time",
            _("What if ports took half the time for a box?"),
            run="ortak.areas.transport.what_ifs.port_time",
            codes=["TRA-3", "TRA-1"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.zangezur",
            _("What if the Zangezur corridor were open?"),
            run="ortak.areas.transport.what_ifs.zangezur",
            codes=["TRA-10", "TRA-3"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.gauge_change",
            _("What if every change of gauge took half the time?"),
            run="ortak.areas.transport.what_ifs.gauge_change",
            codes=["TRA-1", "TRA-3"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.tariff",
            _("What if one harmonised tariff held along the corridor?"),
            run="ortak.areas.transport.what_ifs.tariff",
            codes=["TRA-1", "TRA-2"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.green_traction",
            _("What if all trains of the corridor were electric?"),
            run="ortak.areas.transport.what_ifs.green_traction",
            codes=["TRA-6"],
            version=ANSWERS,
        ),
        WhatIf(
            "transport.air_route",
            _("What if a new air route opened?"),
            run="ortak.areas.transport.air.what_if.new_route",
            codes=["TRA-8"],
            parameters=[Parameter("route", _("Route"), ROUTES)],
        ),
    ]
