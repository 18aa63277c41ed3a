"""A synthetic database for the benchmarks of the board: the real register over 300 indicators, with figures and acts.

    DATABASE_URL=sqlite:////tmp/board.sqlite3 python benchmarks/_board_data.py --observations 100000 --measure

Made from a seed, so that two runs measure the same. Each indicator has yearly figures of the five members and the
Organization since 2000, many of them from two sources and corrected later, some for one state's eyes only; what is left
of its share are months of the members since 2015 and yearly figures by pair of states. Recorded over three years, so
that the board of an earlier day is another one.
"""

import argparse
import hashlib
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT / "src") not in sys.path:  # the sources of this checkout, installed or not
    sys.path.insert(0, str(ROOT / "src"))

TODAY = date(2026, 11, 24)
INDICATORS, ACTS = 300, 3000
MEMBERS = ("AZ", "KG", "KZ", "TR", "UZ")
PARTNERS = ("CN", "DE", "GE", "HU", "IN", "IR", "IT", "JP", "KR", "PK", "PL", "RU", "TJ", "TM", "US")
FIRST_MOMENT, MOMENTS_DAYS = datetime(2023, 11, 1, tzinfo=UTC), 1100
CHUNK = 20_000


def fill(observations: int, seed: int = 2040) -> None:
    """Fill an empty, migrated database, statuses included."""
    from django.db import transaction

    from ortak.mechanisms.actors.viewers import PUBLIC
    from ortak.mechanisms.indicators.ledger import insert
    from ortak.mechanisms.indicators.models import LoadedFile, Observation
    from ortak.vision.standing import ensure

    chance = random.Random(seed)
    with transaction.atomic():
        indicators = _register()
        rows = _Rows(chance, indicators)
        figures = islice(rows.figures(observations // len(indicators) + 1), observations)
        while chunk := list(islice(figures, CHUNK)):
            insert(Observation, chunk)
        rows.store_acts()
        for viewer in (PUBLIC, a_viewer()):
            ensure(viewer, TODAY)
        LoadedFile.objects.get_or_create(name="everything", defaults={"digest": "synthetic"})


def a_viewer() -> Any:
    """A viewer with an audience of his own."""
    from ortak.mechanisms.actors.viewers import Viewer

    return Viewer(frozenset({"KZ"}), in_organization=True)


def _register() -> list[Any]:
    """The real register and its definitions; the ids of 300 indicators, first those that evidence items name."""
    from ortak.mechanisms.actors.services import audience_of, load_actors
    from ortak.mechanisms.contract.tables import read_table
    from ortak.mechanisms.indicators.definitions import define_indicators
    from ortak.mechanisms.indicators.models import Indicator
    from ortak.mechanisms.indicators.series import define_series
    from ortak.vision.loading import area_data
    from ortak.vision.models import EvidenceItem
    from ortak.vision.register import load_register

    load_actors()
    audience_of(["KZ"])
    define_series()
    for label, folder in area_data():
        define_indicators(read_table(folder / "indicators.csv"), area=label)
    load_register()
    named = set(EvidenceItem.objects.exclude(indicator="").values_list("indicator", flat=True))
    codes = Indicator.objects.order_by("code").values_list("code", "id")
    return [id_ for code, id_ in sorted(codes, key=lambda row: (row[0] not in named, row[0]))][:INDICATORS]


class _Rows:
    """Rows as columns, for the fast way into the tables."""

    def __init__(self, chance: random.Random, indicators: list[Any]) -> None:
        from ortak.mechanisms.actors.models import Actor, Audience
        from ortak.mechanisms.indicators.models import Source

        self.chance, self.indicators = chance, indicators
        self.audiences = dict(Audience.objects.values_list("key", "id"))
        self.owner_id = Actor.objects.get(code="ORG").id
        made = [
            Source(digest=f"synthetic-{n}", who=who, form=form, title=f"Figures {n}", publisher=f"Publisher {n}")
            for n, (who, form) in enumerate(islice(product(("state", "intergovernmental"), ("dataset", "document")), 4))
        ]
        self.sources = [source.id for source in Source.objects.bulk_create(made)]

    def figures(self, each: int) -> Iterator[dict[str, Any]]:
        """`each` figures of every indicator."""
        for indicator in self.indicators:
            yield from islice(self._of_indicator(indicator), each)

    def _of_indicator(self, indicator: Any) -> Iterator[dict[str, Any]]:
        level = self.chance.uniform(20, 80)
        for year, area in product(range(2000, 2026), (*MEMBERS, "ORG")):
            yield from self._versions(indicator, area, "", str(year), level)
        for year, area in product(range(2018, 2026), MEMBERS):
            yield from self._versions(indicator, area, "", str(year), level, source=1)
        for year, area in product(range(2021, 2026), MEMBERS):
            yield from self._versions(indicator, area, "", str(year), level, audience="actors:KZ")
        for year, month, area in product(range(2015, 2026), range(1, 13), MEMBERS):
            yield from self._versions(indicator, area, "", f"{year}-{month:02}", level)
        for year, area, partner in product(range(2000, 2026), MEMBERS, PARTNERS):
            yield from self._versions(indicator, area, partner, str(year), level)

    def _versions(
        self,
        indicator: Any,
        area: str,
        partner: str,
        period: str,
        level: float,
        source: int = 0,
        audience: str = "public",
    ) -> Iterator[dict[str, Any]]:
        """A figure, in one of five cases corrected later."""
        from ortak.engines.periods import parse_period

        span = parse_period(period)
        older = None
        for version in range(1, 3 if self.chance.random() < 0.2 else 2):
            row = {
                "natural_key": f"synthetic|{audience}|{indicator.hex}|{area}|{partner}|{period}|{source}",
                "indicator_id": indicator,
                "ref_area": area,
                "counterpart_area": partner,
                "time_period": period,
                "first_day": span.first,
                "last_day": span.last,
                "obs_value": round(level + (span.year - 2021) * self.chance.uniform(-1, 1), 3),
                "source_id": self.sources[source],
                "how": "statistic",
                **self._shared(version, older, audience),
            }
            yield row
            older = row

    def _shared(self, version: int, older: dict[str, Any] | None, audience: str) -> dict[str, Any]:
        from ortak.mechanisms.actors.identifiers import uuid7

        id_ = uuid7()
        first = older["recorded_at"] if older else FIRST_MOMENT
        left = (FIRST_MOMENT + timedelta(days=MOMENTS_DAYS) - first).days
        return {
            "id": id_,
            "version": version,
            "supersedes_id": older["id"] if older else None,
            "recorded_at": first + timedelta(days=self.chance.randint(0, left)),
            "digest": hashlib.sha256(id_.bytes).hexdigest(),
            "dataset": "synthetic",
            "owner_id": self.owner_id,
            "audience_id": self.audiences[audience],
        }

    def store_acts(self) -> None:
        """Acts, a third of which answer an evidence item."""
        from ortak.mechanisms.indicators.ledger import insert
        from ortak.mechanisms.indicators.models import Milestone, MilestoneActor, MilestoneMark
        from ortak.vision.models import EvidenceItem

        items = list(EvidenceItem.objects.filter(kind="act").order_by("item").values_list("commitment_id", "item"))
        acts, binds, marks = [], [], []
        for n in range(ACTS):
            day = date(2015, 1, 1) + timedelta(days=self.chance.randint(0, 4000))
            shared = self._shared(1, None, "actors:KZ" if self.chance.random() < 0.1 else "public")
            act = {"natural_key": f"synthetic|act|{n}", "kind": "law", "titles": {"en": f"Act {n}"}, "how": "act"}
            days = {"time_period": day.isoformat(), "first_day": day, "last_day": day}
            acts.append(act | days | shared | {"source_id": self.chance.choice(self.sources)})
            actors = MEMBERS if self.chance.random() < 0.3 else (self.chance.choice(MEMBERS),)
            binds += [{"milestone_id": shared["id"], "actor": actor} for actor in actors]
            code, item = self.chance.choice(items)
            answer = {"item": item, "stage": self.chance.choice(("decided", "started", "done"))} if n % 3 == 0 else {}
            marks.append({"milestone_id": shared["id"], "code": code, "item": "", "stage": ""} | answer)
        insert(Milestone, acts)
        insert(MilestoneActor, binds)
        insert(MilestoneMark, marks)


def measure() -> Iterator[tuple[str, float]]:
    """What the statuses cost on this database, in seconds (median of five)."""
    from django.db import transaction

    from ortak.mechanisms.actors.viewers import PUBLIC, visible_to
    from ortak.mechanisms.indicators.models import Indicator
    from ortak.mechanisms.indicators.recording import NewObservation, NewSource, record_observations
    from ortak.vision.models import EvidenceItem, Headline, Standing
    from ortak.vision.standing import rebuild, statuses_known_on

    codes = set(Indicator.objects.filter(category="evidence", ceiling=None).values_list("code", flat=True))
    items = EvidenceItem.objects.filter(indicator__in=codes, by="members").order_by("item")
    measured = list(dict.fromkeys(items.values_list("indicator", flat=True)))
    source = NewSource("state", "dataset", "Measured", "Ministry")

    def from_nothing() -> None:
        Standing.objects.all().delete()
        Headline.objects.all().delete()
        rebuild(visible_to(PUBLIC), today=TODAY)

    def one_more(n: int) -> None:
        row = NewObservation(measured[n % len(measured)], "KZ", "2025", 50.0 + n / 10, source, "statistic")
        record_observations([row], dataset="measured", today=TODAY)

    def rolled_back(act: Any, *arguments: Any) -> float:
        with transaction.atomic():
            begun = time.perf_counter()
            act(*arguments)
            taken = time.perf_counter() - begun
            transaction.set_rollback(True)
        return taken

    yield "all statuses of the public from nothing", _median(rolled_back(from_nothing) for _ in range(5))
    yield "after one new observation, two classes of viewers", _median(rolled_back(one_more, n * 7) for n in range(25))
    yield "the same, slowest of 25", max(rolled_back(one_more, n * 7) for n in range(25))
    for day in (datetime(2024, 11, 24, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)):
        yield f"as known on {day:%Y-%m-%d}", _median(rolled_back(statuses_known_on, day) for _ in range(5))


def _median(values: Iterator[float]) -> float:
    return statistics.median(values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--observations", type=int, default=100_000)
    parser.add_argument(
        "--measure", action="store_true", help="print what the statuses cost; fill only an empty database"
    )
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortak.portal.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from ortak.mechanisms.indicators.models import Observation

    call_command("migrate", verbosity=0)
    if not Observation.objects.exists():
        begun = time.perf_counter()
        fill(arguments.observations)
        print(f"filled in {time.perf_counter() - begun:.1f} s")
    print(f"{Observation.objects.count():,} observations")
    if arguments.measure:
        for what, seconds in measure():
            print(f"{seconds * 1000:9.1f} ms  {what}")


if __name__ == "__main__":
    main()
