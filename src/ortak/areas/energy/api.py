"""The energy part of the API; each part has its own router."""

from ninja import Router

router = Router(tags=["energy"])
