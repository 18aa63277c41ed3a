"""Addresses. Pages live under `/<language>/`; each app with a `urls.py` has its own, under its label."""

from importlib.util import find_spec

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []


def _rooms() -> list[URLPattern | URLResolver]:
    names = [config for config in apps.get_app_configs() if config.name.startswith("ortak.areas.")]
    return [
        path(f"{config.label}/", include(f"{config.name}.urls")) for config in names if find_spec(f"{config.name}.urls")
    ]


urlpatterns += i18n_patterns(*_rooms())
