from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig, Service, WhatIf

PIPELINES = "ortak.areas.energy.pipelines.what_ifs"


class Energy(AreaConfig):
    name, prefix = "ortak.areas.energy", "ENE"
    verbose_name = _("Energy")
    services = [
        Service("energy.market", _("Electricity market"), url="energy:market", codes=["ENE-1", "ENE-6"]),
        Service("energy.facts", _("Facts on electricity"), url="energy:facts", codes=["ENE-1", "ENE-3", "ENE-6"]),
        Service("energy.pipelines", _("Pipelines"), url="energy:pipelines", codes=["ENE-2"]),
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
        WhatIf(
            "energy.trans_caspian",
            _("What if the Trans-Caspian gas line were built?"),
            run=f"{PIPELINES}.trans_caspian",
            codes=["ENE-2"],
        ),
        WhatIf(
            "energy.tanap",
            _("What if TANAP could carry 31 bcm a year?"),
            run=f"{PIPELINES}.tanap",
            codes=["ENE-2"],
        ),
        WhatIf(
            "energy.tap",
            _("What if TAP could carry 20 bcm a year?"),
            run=f"{PIPELINES}.tap",
            codes=["ENE-2"],
        ),
        WhatIf(
            "energy.southern_corridor",
            _("What if the Trans-Caspian line were built and the whole Southern Gas Corridor enlarged?"),
            run=f"{PIPELINES}.southern_corridor",
            codes=["ENE-2"],
        ),
        WhatIf(
            "energy.central_asia_china",
            _("What if line D from Central Asia to China were built?"),
            run=f"{PIPELINES}.central_asia_china",
            codes=["ENE-2"],
        ),
        WhatIf(
            "energy.beyneu_shymkent",
            _("What if Kazakhstan's west and south had a second line?"),
            run=f"{PIPELINES}.beyneu_shymkent",
            codes=["ENE-2"],
        ),
    ]
