"""Addresses. Pages live under `/<language>/`; an area with a `urls.py` has its own under its label, and so has the
API."""

from importlib.util import find_spec

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from ortak.portal import views

Patterns = list[URLPattern | URLResolver]


def _areas() -> Patterns:
    configs = [config for config in apps.get_app_configs() if config.name.startswith("ortak.areas.")]
    return [path(f"{each.label}/", include(f"{each.name}.urls")) for each in configs if find_spec(f"{each.name}.urls")]


shell: Patterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("tools/", views.tools, name="tools"),
    path("participants/", views.participants, name="participants"),
    path("method/", views.method, name="method"),
    path("sources/", views.sources, name="sources"),
    path("data/", views.data, name="data"),
    path("theme/<str:theme>/", views.theme, name="theme"),
]

urlpatterns: Patterns = [
    *i18n_patterns(path("", include((shell, "portal"))), path("", include("ortak.vision.urls")), *_areas()),
]
if find_spec("ortak.portal.api"):
    urlpatterns.insert(0, path("api/v1/", include("ortak.portal.api")))

handler400 = "ortak.portal.problems.refused"
handler404 = "ortak.portal.problems.not_found"
handler500 = "ortak.portal.problems.fault"
