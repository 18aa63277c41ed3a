"""What an app may declare: services, indicators, what-ifs. No models, no numerical library.

An app declares in its `apps.py`; the board, the navigation, the API index, the CLI and the docs read the
declarations through Django's app registry (`ortak.mechanisms.contract.registry`). Nothing is registered twice.
"""

from ortak.mechanisms.contract.declarations import AreaConfig, Indicator, MechanismConfig, Service, WhatIf
from ortak.mechanisms.contract.what_ifs import Effect, Gain, Parameter, WhatIfError, WhatIfResult

__all__ = [
    "AreaConfig",
    "Effect",
    "Gain",
    "Indicator",
    "MechanismConfig",
    "Parameter",
    "Service",
    "WhatIf",
    "WhatIfError",
    "WhatIfResult",
]
