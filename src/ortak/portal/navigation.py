"""What the shell needs on every page: the main navigation, the languages, and the tools that the apps declare."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ortak.mechanisms.contract import Service

MAIN = (
    ("portal:home", _("Vision")),
    ("vision:board", _("Board")),
    ("vision:areas", _("Areas")),
    ("vision:states", _("States")),
    ("vision:acts", _("Acts in force")),
    ("vision:what_ifs", _("What-ifs")),
    ("vision:indicators", _("Indicators")),
    ("portal:tools", _("Tools")),
)
RIGHT_TO_LEFT = ("ar", "fa", "ug")


def languages(request: HttpRequest) -> list[dict[str, Any]]:
    """Each language with the address of this page in it: pages lie under `/<language>/`, so only that part changes."""
    here, current = request.get_full_path(), get_language()
    prefix = f"/{current}/"
    rest = here.removeprefix(prefix) if here.startswith(prefix) else ""
    return [
        {"code": code, "name": name, "url": f"/{code}/{rest}", "current": code == current}
        for code, name in settings.LANGUAGES
    ]


def partly_translated() -> bool:
    """Whether the interface falls back to English in the reader's language: the page says so."""
    return get_language() not in settings.INTERFACE_LANGUAGES


def direction() -> str:
    return "rtl" if (get_language() or "en").split("-")[0] in RIGHT_TO_LEFT else "ltr"


def tools() -> list[Service]:
    """Services with a page of their own, as the apps declare them."""
    declared = [service for config in apps.get_app_configs() for service in getattr(config, "services", ())]
    return [service for service in declared if service.url]


def services() -> dict[str, Service]:
    """Every declared service by its code."""
    return {service.code: service for config in apps.get_app_configs() for service in getattr(config, "services", ())}
