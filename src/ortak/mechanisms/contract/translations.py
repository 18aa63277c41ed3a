"""Translations of what data files say, as people edit them.

`data/titles/tr/indicators.csv` says in Turkish what `data/indicators.csv` says in English, and so for every data file
of an app and every language; a file in a folder of `data/` has its translation in that folder of `titles/tr/`:

    code,en,title,state
    transport.rail_electrified,Electrified railway lines,Elektrikli demiryolu hatları,machine

`code` is the row's own, its first column; what a row says in another column is named by it (`orhun-2020:note`). `state`
says who vouches for it: `machine`, or `reviewed`. Texts that stand in many files, such as units, have a file without
codes (`en,title,state`).

A translation belongs to its English text, wherever that stands: when the text becomes another one, the page falls back
to English until the translation has followed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.apps import apps
from django.conf import settings

from ortak.mechanisms.contract.tables import TableError, read_table

STATES = ("machine", "reviewed")
#: the column that holds what a row says, if it is not named: the first of these that the file has
MAIN = ("what", "title")
#: the files of `titles/` that translate no data file: their texts stand in many
WITHOUT_CODES = ("units.csv", "notes.csv")


@dataclass(frozen=True)
class Translation:
    """What a text says in another language, who vouches for it, and where it was read."""

    code: str
    en: str
    title: str
    state: str
    place: str


def own(text: str, language: str) -> str | None:
    """What an English text says in a language; None where it is not translated, and in English."""
    found = _by_text(language).get(text)
    return found.title if found else None


def titles_of(text: str) -> dict[str, str]:
    """An English text with its translations, keyed by BCP 47 tag."""
    return {"en": text} | {tag: each for tag, _ in settings.LANGUAGES if (each := own(text, tag))}


def is_reviewed(text: str, language: str) -> bool:
    """Whether somebody vouches for the translation of an English text."""
    found = _by_text(language).get(text)
    return found is not None and found.state == "reviewed"


@lru_cache(maxsize=32)
def _by_text(language: str) -> Mapping[str, Translation]:
    return {each.en: each for data in data_folders() for each in translations(data, language)}


def check_translations() -> None:
    """Read every translation beside the file that it translates. Raises `TableError`, with file and line, for the
    first that cannot be one: a column that is missing, a code that its file does not have, a text translated in two
    ways."""
    for language, _ in settings.LANGUAGES:
        seen: dict[str, Translation] = {}
        for data in data_folders():
            for file, source in _files(data / "titles" / language, data):
                _check(file, source, seen)


def _check(file: Traversable, source: Traversable, seen: dict[str, Translation]) -> None:
    if file.name not in WITHOUT_CODES and not source.is_file():
        without = ", ".join(WITHOUT_CODES)
        raise TableError(f"{file}: there is no {source} that it could translate; without codes are only {without}")
    known = texts_of(source) if file.name not in WITHOUT_CODES else {}
    for each in _rows(file):
        if file.name not in WITHOUT_CODES and each.code not in known:
            raise TableError(f"{each.place}: {source.name} has no text {each.code!r}")
        other = seen.setdefault(each.en, each)
        if other.title != each.title:
            raise TableError(f"{each.place}: {each.en[:60]!r} is translated otherwise at {other.place}")


def data_folders() -> Iterator[Traversable]:
    """The data folder of every app of Ortak that has one."""
    for config in apps.get_app_configs():
        if config.name.startswith("ortak."):
            folder = files(config.name) / "data"
            if folder.is_dir():
                yield folder


def translations(data: Traversable, language: str) -> Iterator[Translation]:
    """The translations of a data folder's files into a language. That they belong to a row is checked on load."""
    for file, _ in _files(data / "titles" / language, data):
        yield from _rows(file)


def _files(folder: Traversable, data: Traversable) -> Iterator[tuple[Traversable, Traversable]]:
    """Each file of translations in a folder, with the data file that it translates."""
    for entry in sorted(folder.iterdir() if folder.is_dir() else (), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, data / entry.name)
        elif entry.name.endswith(".csv"):
            yield entry, data / entry.name


def _rows(file: Traversable) -> Iterator[Translation]:
    key = "en" if file.name in WITHOUT_CODES else "code"
    places: dict[str, str] = {}
    for row in read_table(file, (*dict.fromkeys((key, "en")), "title", "state")):
        if row[key] in places:
            raise TableError(f"{row.place}: {row[key][:60]!r} stands twice; the first is at {places[row[key]]}")
        places[row[key]] = row.place
        for column in ("en", "title"):
            if not row[column]:
                raise TableError(f"{row.place}: {column} is empty")
        if row["state"] not in STATES:
            raise TableError(f"{row.place}: state {row['state']!r} is not one of {', '.join(STATES)}")
        yield Translation(row[key], row["en"], row["title"], row["state"], row.place)


def texts_of(source: Traversable) -> Mapping[str, str]:
    """What a data file says, by code: the main text of each row, and its other columns as `code:column`."""
    found: dict[str, str] = {}
    for row in read_table(source):
        code, *_ = row.values()
        main = next((column for column in MAIN if column in row), "")
        found |= {code if name == main else f"{code}:{name}": text for name, text in row.items() if text}
    return found
