from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import AreaConfig, Service, WhatIf

PIPELINES = "ortak.areas.energy.pipelines.what_ifs"


class Energy(AreaConfig):
    name, prefix = "ortak.areas.energy", "ENE"
    verbose_name = _("Energy")
    services = [
        Service("energy.pipelines", _("Pipelines"), url="energy:pipelines", codes=["ENE-2"]),
    ]
    what_ifs = [
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
