from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig, Service, WhatIf


class Energy(AreaConfig):
    name, prefix = "ortak.areas.energy", "ENE"
    verbose_name = _("Energy")
    services = [
        Service("energy.market", _("Electricity market"), url="energy:market", codes=["ENE-1", "ENE-6"]),
        Service("energy.facts", _("Facts on electricity"), url="energy:facts", codes=["ENE-1", "ENE-3", "ENE-6"]),
        Service("energy.build_out", _("Build-out to 2040"), url="energy:build_out", codes=["ENE-1", "ENE-3"]),
    ]
    what_ifs = [
        WhatIf(
            "energy.coupling",
            _("What if the region's power markets were fully coupled?"),
            run="ortak.areas.energy.what_ifs.coupling",
            codes=["ENE-6", "ENE-1"],
        ),
        WhatIf(
            "energy.caspian_cable",
            _("What if a cable under the Caspian joined Kazakhstan and Azerbaijan?"),
            run="ortak.areas.energy.what_ifs.caspian_cable",
            codes=["ENE-6", "ENE-3"],
        ),
        WhatIf(
            "energy.central_asian_ring",
            _("What if the Central Asian ring could carry twice as much?"),
            run="ortak.areas.energy.what_ifs.central_asian_ring",
            codes=["ENE-6", "ENE-1"],
        ),
        WhatIf(
            "energy.georgia_turkiye",
            _("What if twice as much power could pass from Georgia to Türkiye?"),
            run="ortak.areas.energy.what_ifs.georgia_turkiye",
            codes=["ENE-6", "ENE-1"],
        ),
        WhatIf(
            "energy.nakhchivan",
            _("What if a line by Nakhchivan joined Azerbaijan and Türkiye?"),
            run="ortak.areas.energy.what_ifs.nakhchivan",
            codes=["ENE-6", "ENE-1"],
        ),
        WhatIf(
            "energy.casa_1000",
            _("What if CASA-1000 carried power to Afghanistan and Pakistan?"),
            run="ortak.areas.energy.what_ifs.casa_1000",
            codes=["ENE-6", "ENE-3"],
        ),
        WhatIf(
            "energy.black_sea_cable",
            _("What if a cable under the Black Sea joined Georgia and Romania?"),
            run="ortak.areas.energy.what_ifs.black_sea_cable",
            codes=["ENE-6", "ENE-3"],
        ),
        WhatIf(
            "energy.shared_reserve",
            _("What if states that share a grid also shared their reserve?"),
            run="ortak.areas.energy.what_ifs.shared_reserve",
            codes=["ENE-1", "ENE-6"],
        ),
        WhatIf(
            "energy.wind",
            _("What if every state had one more gigawatt of wind power?"),
            run="ortak.areas.energy.what_ifs.wind",
            codes=["ENE-3", "ENE-1"],
        ),
    ]
