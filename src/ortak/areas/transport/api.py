"""The transport part of the API; each part has its own router."""

from ninja import Router

from ortak.areas.transport import air_api, capacity_api, reliability_api, route_api

router = Router(tags=["transport"])
router.add_router("/air", air_api.router)
router.add_router("", route_api.router)
router.add_router("", reliability_api.router)
router.add_router("", capacity_api.router)
