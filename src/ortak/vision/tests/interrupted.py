"""A process of its own that imports figures, to be killed: `python -m ortak.vision.tests.interrupted STEP [FILE]`.

`prepare` makes a database with the register and no evidence, and writes FILE; `import` imports FILE and says when it
begins and after each batch; `check` says in JSON what is stored; `impatient` runs `ortak evidence import FILE`, which
waits for a locked database for a moment only. The database is that of DATABASE_URL.
"""

import csv
import hashlib
import json
import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path

ROWS = 10_000
DATASET = "interrupted"
TODAY = date(2026, 11, 24)


def prepare(path: Path) -> None:
    from django.core.management import call_command

    from ortak.mechanisms.actors.services import load_actors
    from ortak.mechanisms.contract.tables import read_table
    from ortak.mechanisms.indicators.definitions import define_indicators
    from ortak.mechanisms.indicators.models import LoadedFile
    from ortak.mechanisms.indicators.series import define_series
    from ortak.vision.loading import area_data
    from ortak.vision.register import load_register
    from ortak.vision.standing import rebuild_all

    call_command("migrate", verbosity=0)
    load_actors()
    define_series()
    for label, folder in area_data():
        define_indicators(read_table(folder / "indicators.csv"), area=label)
    load_register()
    rebuild_all(TODAY)
    LoadedFile.objects.create(name="everything", digest="no evidence")
    write_figures(path)


def write_figures(path: Path) -> None:
    """Figures of indicators that statuses rest on: by year, then by month until there are enough."""
    from ortak.mechanisms.indicators.models import Indicator
    from ortak.vision.models import EvidenceItem

    named = EvidenceItem.objects.exclude(indicator="").values("indicator")
    codes = Indicator.objects.filter(code__in=named, ceiling=None).order_by("code").values_list("code", flat=True)
    years = [str(year) for year in range(2021, 2026)]
    periods = years + [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    places = [(code, area, period) for period in periods for code in codes for area in ("AZ", "KG", "KZ", "TR", "UZ")]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["indicator", "ref_area", "time_period", "value", "who", "how", "form", "title", "publisher"])
        for n, place in enumerate(places[:ROWS]):
            table.writerow([*place, n * 7919 % 1000 / 10, "state", "statistic", "dataset", "Figures", "Ministry"])


def import_(path: Path) -> None:
    from ortak.mechanisms.indicators.files import import_file

    print("begins", flush=True)
    report = import_file(
        path, "figures", dataset=DATASET, today=TODAY, progress=lambda done, _: print(done, flush=True)
    )
    print(json.dumps(report.__dict__), flush=True)


def check() -> None:
    from ortak.mechanisms.actors.models import Audience
    from ortak.mechanisms.indicators.models import Observation, Source
    from ortak.vision.models import Headline, Standing
    from ortak.vision.standing import rebuild_all

    def worked_out() -> list[object]:
        cells = Standing.objects.order_by("audience_class", "code", "column").values(
            "code", "column", "status", "counts", "rule"
        )
        return [*cells, *Headline.objects.order_by("audience_class", "code").values("code", "figure")]

    rows = Observation.objects.filter(dataset=DATASET)
    batches = Counter(rows.values_list("recorded_at", flat=True))
    content = sorted(map(str, rows.values_list("natural_key", "version", "digest", "obs_value")))
    kept = worked_out()
    Standing.objects.all().delete()
    Headline.objects.all().delete()
    rebuild_all(TODAY)
    told = {
        "rows": rows.count(),
        "batches": sorted(set(batches.values())),
        "sources": Source.objects.filter(title="Figures").count(),
        "version": Audience.objects.get(key="public").version,
        "content": hashlib.sha256("\n".join(content).encode()).hexdigest(),
        "statuses": hashlib.sha256(json.dumps(kept).encode()).hexdigest(),
        "statuses_are_those_of_the_rows": kept == worked_out(),
    }
    print(json.dumps(told))


def impatient(path: Path) -> None:
    from django.db import connection

    from ortak.cli import answer

    connection.settings_dict["OPTIONS"]["timeout"] = 0.2
    sys.exit(answer(["evidence", "import", str(path), "--dataset", DATASET]))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortak.portal.settings")
    django.setup()
    step, *files = sys.argv[1:]
    steps = {"prepare": prepare, "import": import_, "check": check, "impatient": impatient}
    steps[step](*map(Path, files))
