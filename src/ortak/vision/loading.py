"""Loading everything that ships with Ortak: actors, series, register, facts of every area, and the statuses that
follow.

One transaction: a process killed in the middle leaves what was there before. Loading unchanged files again writes
nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from ortak.engines.progress import METHOD_VERSION
from ortak.mechanisms.actors.services import load_actors, touch
from ortak.mechanisms.actors.viewers import PUBLIC, visible_to
from ortak.mechanisms.contract.tables import Row, read_table
from ortak.mechanisms.contract.translations import check_translations
from ortak.mechanisms.indicators.computed import record_computed
from ortak.mechanisms.indicators.definitions import (
    AGREEMENT_COLUMNS,
    INDICATOR_COLUMNS,
    define_agreements,
    define_indicators,
)
from ortak.mechanisms.indicators.files import FIGURE_COLUMNS, MILESTONE_COLUMNS, figure, milestone
from ortak.mechanisms.indicators.models import LoadedFile
from ortak.mechanisms.indicators.recording import Recorded, record_milestones, record_observations
from ortak.mechanisms.indicators.series import define_series, record_series
from ortak.vision.register import load_register
from ortak.vision.standing import rebuild_all
from ortak.vision.what_ifs import answer, questions

#: counted up when loading itself changes, so that an older installation loads again
LOADER_VERSION = "1"
_EVERYTHING = "everything"


def load_everything(progress: Callable[[str], None] = lambda step: None, today: date | None = None) -> Recorded | None:
    """Load what changed since the last time; None if nothing did. `progress` is told each step in words."""
    digest = data_digest()
    if LoadedFile.objects.filter(name=_EVERYTHING, digest=digest).exists():
        return None
    day = today or timezone.now().date()
    with transaction.atomic():
        if _loaded_meanwhile(digest):
            return None
        report = _load(progress, day)
        LoadedFile.objects.filter(name=_EVERYTHING).update(digest=digest, loaded_at=timezone.now())
    return report


def loaded_digest() -> str:
    """The digest of what is loaded now; empty where nothing is."""
    found = LoadedFile.objects.filter(name=_EVERYTHING).values_list("digest", flat=True)
    return found.first() or ""


def _loaded_meanwhile(digest: str) -> bool:
    """Two that load at once: the second waits here for the first, and looks again."""
    LoadedFile.objects.get_or_create(name=_EVERYTHING, defaults={"digest": ""})
    return LoadedFile.objects.select_for_update().get(name=_EVERYTHING).digest == digest


def _load(progress: Callable[[str], None], day: date) -> Recorded:
    progress("translations")
    check_translations()
    progress("actors")
    load_actors()
    progress("series")
    definitions = define_series()
    report = record_series(definitions, day, announce=False)
    for label, folder in area_data():
        define_indicators(_rows(folder / "indicators.csv", INDICATOR_COLUMNS), area=label)
    agreements = files("ortak.mechanisms.indicators") / "data" / "agreements.csv"
    define_agreements(_rows(agreements, AGREEMENT_COLUMNS))
    progress("register")
    load_register()
    progress("facts")
    for label, folder in area_data():
        report += _load_area(label, folder, day)
    progress("engines")
    report += record_computed(day)
    for question in questions():
        answer(question.code, {}, anew=True)
    progress("statuses")
    touch(visible_to(PUBLIC))
    rebuild_all(day)
    return report


def _load_area(label: str, folder: Traversable, day: date) -> Recorded:
    figures = [figure(row) for row in _rows(folder / "figures.csv", FIGURE_COLUMNS)]
    acts = [milestone(row) for row in _rows(folder / "milestones.csv", MILESTONE_COLUMNS)]
    report = record_observations(figures, dataset=label, today=day, announce=False, complete=True)
    return report + record_milestones(acts, dataset=label, today=day, announce=False, complete=True)


def _rows(file: Traversable, columns: Sequence[str]) -> Iterable[Row]:
    """The rows of a data file that an area may have. Without the file nothing of its dataset holds any more."""
    return read_table(file, columns) if file.is_file() else ()


def area_data() -> Iterator[tuple[str, Traversable]]:
    """The label and the data folder of every area that has one."""
    for config in apps.get_app_configs():
        if config.name.startswith("ortak.areas."):
            folder = files(config.name) / "data"
            if folder.is_dir():
                yield config.label, folder


def engine_folders() -> Iterator[Traversable]:
    """The engine of every app that declares something computed: what it stored is worked out again when it changes."""
    for config in apps.get_app_configs():
        if getattr(config, "what_ifs", ()) or getattr(config, "indicators", ()):
            folder = files("ortak.engines") / config.label
            if folder.is_dir():
                yield folder


def data_digest() -> str:
    """One digest over every data file and every engine whose results are stored, with the versions of the method and
    of the loader."""
    digest = hashlib.sha256(f"{METHOD_VERSION}|{LOADER_VERSION}".encode())
    packages = ["ortak.mechanisms.actors", "ortak.mechanisms.indicators", "ortak.vision"]
    folders = [files(name) / "data" for name in packages] + [folder for _, folder in area_data()]
    for folder in folders + list(engine_folders()):
        for name, content in _contents(folder, ""):
            digest.update(f"{name}|{len(content)}|".encode())
            digest.update(content)
    return digest.hexdigest()


def _contents(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir() and entry.name not in ("tests", "__pycache__"):
            yield from _contents(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".csv", ".toml", ".py")):
            yield prefix + entry.name, entry.read_bytes()
