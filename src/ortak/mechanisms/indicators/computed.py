"""Indicators that the areas' own engines compute: defined and recorded from the apps' declarations, always as
modelled."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.utils.translation import override

from ortak.mechanisms.contract import Indicator as Declared
from ortak.mechanisms.contract.declarations import resolve
from ortak.mechanisms.indicators.models import Indicator
from ortak.mechanisms.indicators.recording import Recorded, record_observations
from ortak.mechanisms.indicators.words import Category, Nature


def declared() -> list[tuple[str, Declared]]:
    """Every indicator with a `compute`, with the label of its app."""
    configs = apps.get_app_configs()
    return [(config.label, each) for config in configs for each in getattr(config, "indicators", ()) if each.compute]


def _titles(each: Declared) -> dict[str, str]:
    """The title in every language that the interface is complete in: an app declares it as an interface string."""
    found = {}
    for language in settings.INTERFACE_LANGUAGES:
        with override(language):
            found[language] = str(each.title)
    return found


def record_computed(today: date) -> Recorded:
    """Define every computed indicator and record what its function returns. A row that does not say that it is
    modelled is refused: what an engine computes never counts as evidence."""
    report = Recorded()
    for label, each in declared():
        Indicator.objects.update_or_create(
            code=each.code,
            defaults={
                "area": label,
                "codes": list(each.codes),
                "titles": _titles(each),
                "unit_measure": each.unit,
                "better": each.better,
                "category": Category.CONTEXT,
                "nature": Nature.SHARE if each.unit.startswith("%") else Nature.LEVEL,
                "modelled": True,
                "producer": "Ortak",
                "dataset": each.compute,
            },
        )
        rows = resolve(each.compute)()
        if wrong := [row for row in rows if not row.modelled]:
            raise ValueError(f"{each.compute} returned {wrong[0]} without modelled=True")
        report += record_observations(
            rows, dataset=f"series.computed.{each.code}", today=today, announce=False, complete=True
        )
    return report
