"""A synthetic board to measure on: the real register with 300 made-up indicators and as many observations as asked
for, in a database of its own. Nothing of it is evidence; it lies in a folder that is thrown away."""

import random
from datetime import date
from pathlib import Path

MEMBERS = ("AZ", "KG", "KZ", "TR", "UZ")
INDICATORS = 300
TODAY = date(2026, 11, 24)
SEED = 20401112


def prepare(home: Path, observations: int) -> None:
    """Make the database in `home` and fill it. Django must not be set up yet."""
    import os

    os.environ["ORTAK_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ortak.portal.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from ortak.mechanisms.actors.services import audience_of, load_actors, public_audience
    from ortak.vision.register import load_register

    call_command("migrate", verbosity=0)
    random_ = random.Random(SEED)
    with transaction.atomic():
        load_actors()
        _define()
        load_register()
        _items(random_)
        audiences = [public_audience().id] * 9 + [audience_of(["AZ"]).id]
        _observe(random_, observations, audiences)


def _define() -> None:
    """The indicators that the real register names, so that it loads, and 300 synthetic ones."""
    from ortak.mechanisms.contract.tables import read_table
    from ortak.mechanisms.indicators.definitions import INDICATOR_COLUMNS, define_indicators
    from ortak.mechanisms.indicators.models import Indicator
    from ortak.mechanisms.indicators.series import define_series
    from ortak.vision.loading import area_data

    define_series()
    for label, folder in area_data():
        if (folder / "indicators.csv").is_file():
            define_indicators(read_table(folder / "indicators.csv", INDICATOR_COLUMNS), area=label)
    for number in range(INDICATORS):
        Indicator.objects.create(
            code=f"synthetic.{number:03}",
            titles={"en": f"Synthetic figure {number}"},
            unit_measure="units",
            better="higher" if number % 2 else "lower",
            category="evidence",
            nature="count",
        )


def _items(random_: random.Random) -> None:
    """Each synthetic indicator becomes an item of one directive, owed by each member; the real items go."""
    from ortak.vision.models import Commitment, EvidenceItem

    EvidenceItem.objects.all().delete()
    directives = list(Commitment.objects.filter(kind="directive"))
    for number in range(INDICATORS):
        directive = directives[number] if number < len(directives) else random_.choice(directives)
        EvidenceItem.objects.create(
            item=f"{directive.code}.s{number:03}",
            commitment=directive,
            order=number,
            kind="indicator",
            by="members",
            titles={"en": f"Synthetic figure {number} rises or falls"},
            indicator=f"synthetic.{number:03}",
        )


def _observe(random_: random.Random, observations: int, audiences: list[int]) -> None:
    from ortak.engines.periods import parse_period
    from ortak.mechanisms.actors.models import Actor
    from ortak.mechanisms.indicators.ledger import insert, stored_sources
    from ortak.mechanisms.indicators.models import Indicator, Observation
    from ortak.mechanisms.indicators.new_evidence import NewSource

    source = NewSource("intergovernmental", "dataset", "Synthetic series", "Benchmark")
    source_id = stored_sources([source])[source.digest()]
    owner = Actor.objects.get(code="ORG").id
    indicators = list(
        Indicator.objects.filter(code__startswith="synthetic.").order_by("code").values_list("id", "code")
    )
    wanted = observations // (len(indicators) * len(MEMBERS))
    periods = _periods(wanted)
    for identity, code in indicators:
        rows = []
        for member in MEMBERS:
            value = random_.uniform(10, 1000)
            for text in periods:
                value *= random_.uniform(0.97, 1.035)
                span = parse_period(text)
                rows.append(
                    {
                        "id": _identifier(),
                        "owner_id": owner,
                        "audience_id": random_.choice(audiences),
                        "natural_key": f"synthetic|{code}|{member}|{text}",
                        "digest": f"{value:.6f}",
                        "dataset": "synthetic",
                        "source_id": source_id,
                        "how": "statistic",
                        "indicator_id": identity,
                        "ref_area": member,
                        "counterpart_area": "",
                        "time_period": text,
                        "first_day": span.first,
                        "last_day": span.last,
                        "obs_value": round(value, 3),
                    }
                )
        insert(Observation, rows)


def _identifier() -> object:
    from ortak.mechanisms.actors.identifiers import uuid7

    return uuid7()


def _periods(wanted: int) -> list[str]:
    """The last `wanted` years up to 2025, or months where there are not so many years."""
    if wanted <= 100:
        return [str(year) for year in range(2026 - wanted, 2026)]
    return [f"{2025 - number // 12}-{12 - number % 12:02}" for number in range(wanted)][::-1]
