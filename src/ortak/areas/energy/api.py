"""The energy part of the API; each part has its own router."""

from ninja import Router

from ortak.areas.energy import electricity_api

router = Router(tags=["energy"])
router.add_router("", electricity_api.router)
