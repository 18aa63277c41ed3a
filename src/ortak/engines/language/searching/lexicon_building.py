"""Build the lexicon from open data: words that are said of the same thing.

    python -m ortak.engines.language.searching.lexicon_building --cldr FOLDER --django FOLDER --panlex FOLDER

`--cldr`: the packages cldr-annotations-full and cldr-localenames-full, unpacked side by side (Unicode-3.0).
`--django`: Django as installed (BSD). `--panlex`: the PanLex Swadesh lists (CC0). Each gives things: what one sign,
country or message is called in several languages.
"""

import argparse
import ast
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from ortak.engines.language.searching.lexicon import LANGUAGES, lowest
from ortak.engines.language.searching.stems import DATA
from ortak.engines.language.searching.storage import Array, packed
from ortak.engines.language.searching.words import EXACT, words

Unit = dict[str, list[str]]
MOST_THINGS = 400
"""A word that is said of more things than this tells nothing."""
_PANLEX = {"tur": "tr", "kaz": "kk", "kir": "ky", "uzn": "uz", "azj": "az", "tuk": "tk", "tat": "tt", "bak": "ba"}
_PANLEX |= {"uig": "ug", "crh": "crh", "eng": "en"}


def cldr_units(folder: Path) -> Iterator[Unit]:
    """What signs, countries and languages are called."""
    signs, names = folder / "cldr-annotations-full" / "annotations", folder / "cldr-localenames-full" / "main"
    by_sign: dict[str, Unit] = defaultdict(dict)
    for language in (*LANGUAGES, "en"):
        if (file := signs / language / "annotations.json").exists():
            for sign, said in json.loads(file.read_text("utf-8"))["annotations"]["annotations"].items():
                by_sign[sign][language] = [*said.get("default", []), *said.get("tts", [])]
    yield from by_sign.values()
    for kind in ("territories", "languages"):
        by_code: dict[str, Unit] = defaultdict(dict)
        for language in (*LANGUAGES, "en"):
            if (file := names / language / f"{kind}.json").exists():
                said = json.loads(file.read_text("utf-8"))["main"][language]["localeDisplayNames"][kind]
                for code, name in said.items():
                    if name != code:
                        by_code[code][language] = [name]
        yield from by_code.values()


def django_units(folder: Path) -> Iterator[Unit]:
    """Messages of Django in several languages."""
    messages: dict[str, Unit] = defaultdict(dict)
    for language in LANGUAGES:
        for file in sorted(folder.glob(f"**/locale/{language}/LC_MESSAGES/django.po")):
            for english, said in _messages(file.read_text("utf-8")):
                messages[english][language] = [said]
    for english, unit in messages.items():
        yield unit | {"en": [english]}


def _messages(text: str) -> Iterator[tuple[str, str]]:
    for entry in text.split("\n\n"):
        if "#, fuzzy" in entry:
            continue
        fields: dict[str, str] = defaultdict(str)
        name = ""
        for line in entry.splitlines():
            if match := re.match(r'(msgid|msgstr(?:\[0\])?|msg\w+(?:\[\d\])?) (".*")$', line):
                name = match[1]
                fields[name] += ast.literal_eval(match[2])
            elif line.startswith('"') and name:
                fields[name] += ast.literal_eval(line)
        said = fields["msgstr"] or fields["msgstr[0]"]
        if fields["msgid"] and said:
            yield _plain(fields["msgid"]), _plain(said)


def _plain(message: str) -> str:
    return re.sub(r"%\(\w+\)\w|%\w|\{\w*\}|<[^>]+>|&\w+;", " ", message)


def panlex_units(folder: Path) -> Iterator[Unit]:
    """The 207 meanings of the Swadesh list."""
    meanings: dict[int, Unit] = defaultdict(dict)
    for code, language in _PANLEX.items():
        for file in sorted(folder.glob(f"**/swadesh207/{code}-*.txt")):
            for place, line in enumerate(file.read_text("utf-8").split("\n")[:207]):
                if line.strip():
                    meanings[place].setdefault(language, []).extend(line.split("\t"))
    yield from meanings.values()


def collected(sources: Iterable[tuple[str, Iterable[Unit]]]) -> dict[str, Array]:
    """The arrays of a `Lexicon`.

    >>> arrays = collected([("x", [{"en": ["apple"], "tr": ["elma"], "kk": ["алма"]}])])
    >>> len(arrays["word_language"]), arrays["thing_starts"].tolist()
    (2, [0, 5])
    """
    things: list[str] = []
    thing_source: list[str] = []
    said_of: dict[tuple[str, str], set[int]] = defaultdict(set)
    shown: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for source, units in sources:
        for unit in units:
            terms = {
                (language, found.term)
                for language in LANGUAGES
                for phrase in unit.get(language, ())
                for found in words(phrase, language)
                if not found.term.startswith(EXACT)
            }
            if len({language for language, _ in terms}) < 2:
                continue
            for language, term in terms:
                key = language, lowest(term)
                said_of[key].add(len(things))
                shown[key][term] += 1
            things.append((unit.get("en") or [""])[-1][:60])
            thing_source.append(source)
    keys = sorted(key for key, places in said_of.items() if len(places) <= MOST_THINGS)
    common = [min(shown[key].items(), key=lambda each: (-each[1], len(each[0])))[0] for key in keys]
    names = sorted({source for source in thing_source})
    pairs = np.array([(place, thing) for place, key in enumerate(keys) for thing in sorted(said_of[key])], np.int64)
    return {
        **packed("stem", [stem for _, stem in keys]),
        **packed("word", common),
        **packed("thing", things),
        **packed("source", names),
        "word_language": np.array([LANGUAGES.index(language) for language, _ in keys], np.uint8),
        "thing_source": np.array([names.index(source) for source in thing_source], np.uint8),
        "pair_words": pairs[:, 0].astype(np.int32),
        "pair_things": pairs[:, 1].astype(np.int32),
    }


def main() -> None:
    """Write the lexicon anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("cldr", "django", "panlex"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    sources = [
        ("cldr", cldr_units(given.cldr)),
        ("django", django_units(given.django)),
        ("panlex-swadesh", panlex_units(given.panlex)),
    ]
    np.savez_compressed(DATA / "lexicon.npz", allow_pickle=False, **collected(sources))


if __name__ == "__main__":
    main()
