"""The energy part of the API; each part has its own router."""

from ninja import Router

from ortak.areas.energy import electricity_api
from ortak.areas.energy.pipelines import api as pipelines_api

router = Router(tags=["energy"])
router.add_router("", electricity_api.router)
router.add_router("/pipelines", pipelines_api.router)
