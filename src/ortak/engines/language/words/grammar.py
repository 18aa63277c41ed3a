"""The grammar of a language as its data file has it: sounds, changes at the seam, suffixes with conditions and sources.

A file `data/LANGUAGE.toml` writes suffixes with archiphonemes, capital letters whose sound depends on what stands
before: `A = ["back a", "e"]` is a after a back vowel, else e. A condition names classes joined by `+`; a class of
`[vowels]` looks at the last vowel, a class of `[letters]` at the last letter. `(x)` stands only where it parts two
vowels or two consonants; `<` at the beginning takes the vowel before away.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ortak.engines.language.words.errors import BadGrammar, UnknownLanguage

DATA = Path(__file__).parent / "data"
LANGUAGES = ("az", "ba", "kk", "ky", "tk", "tr", "tt", "ug", "uz")
SLOTS = (
    "number",
    "possessive",
    "case",
    "relative",
    "copula",
    "person",
    "voice",
    "negation",
    "tense",
    "mood",
    "participle",
    "converb",
    "derivation",
)


@dataclass(frozen=True)
class Suffix:
    """A row of the table. `after` names the rows it may follow ("" is the stem), `not_after` those it may not.

    `on` names classes that the letter before it must be in, `not_on` classes it must not be in.
    """

    slot: str
    name: str
    template: str
    features: tuple[tuple[str, str], ...]
    after: frozenset[str]
    not_after: frozenset[str]
    on: tuple[str, ...]
    not_on: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Seam:
    """What changes where two pieces meet: `left` and `right` become `new_left` and `new_right`.

    `right` is letters, or V for any vowel. `stem` says what it does after a stem: "always", "may" (some words do),
    "N" or "V" (some nouns or verbs do). After a suffix it always does.
    """

    left: str
    right: str
    new_left: str
    new_right: str
    stem: str


@dataclass(frozen=True, eq=False)
class Grammar:
    """A language: its orthography here, its sounds, its suffixes."""

    language: str
    name: str
    orthography: str
    alphabet: frozenset[str]
    vowels: Mapping[str, str]
    letters: Mapping[str, str]
    syllabic: frozenset[str]
    harmonic: frozenset[str]
    harmonic_order: str
    sounds: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    seams: tuple[Seam, ...]
    suffixes: tuple[Suffix, ...]
    infinitive: str
    apostrophe: bool
    rare: Mapping[str, float]
    drop_vowels: str
    drop_before: str
    irregular: Mapping[str, tuple[tuple[str, str], ...]]

    def holds(self, condition: str, vowel: str, letter: str) -> bool:
        """Whether a class holds of the last vowel or of the last letter."""
        if condition == "vowel":
            return letter in self.syllabic
        if condition in self.vowels:
            return vowel != "" and vowel in self.vowels[condition]
        return letter != "" and letter in self.letters[condition]

    def sound(self, name: str, vowel: str, letter: str) -> str:
        """The sound of an archiphoneme after this vowel and this letter."""
        for conditions, sound in self.sounds[name]:
            if all(self.holds(each, vowel, letter) for each in conditions):
                return sound
        raise BadGrammar(self.language, f"no sound of {name} after {vowel!r}, {letter!r}")

    def last_vowel(self, text: str) -> str:
        """The last vowel that harmony looks at, "" if there is none."""
        for letter in reversed(text):
            if letter in self.harmonic:
                return letter
        return ""


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language by its code.

    >>> grammar("tr").sound("I", "ö", "k"), grammar("tr").sound("D", "a", "k")
    ('ü', 't')
    >>> [suffix.template for suffix in grammar("kk").suffixes if suffix.name == "plural"]
    ['LAр']
    """
    if language not in LANGUAGES:
        raise UnknownLanguage(language, LANGUAGES)
    table = tomllib.loads((DATA / f"{language}.toml").read_text(encoding="utf-8"))
    try:
        return _grammar(language, table)
    except (KeyError, TypeError, IndexError) as problem:
        raise BadGrammar(language, f"{type(problem).__name__} {problem}") from problem


def _grammar(language: str, table: Mapping[str, Any]) -> Grammar:
    vowels, letters = dict(table["vowels"]), dict(table.get("letters", {}))
    either = vowels.pop("either", "")
    harmonic = frozenset("".join(vowels.values()))
    return Grammar(
        language=language,
        name=table["name"],
        orthography=table["orthography"],
        alphabet=frozenset(table["alphabet"]),
        vowels=vowels,
        letters=letters,
        syllabic=frozenset(table.get("syllabic", "".join(harmonic) + either)),
        harmonic=harmonic,
        harmonic_order="".join(dict.fromkeys("".join(vowels.values()))),
        sounds={name: tuple(map(_choice, rows)) for name, rows in table["sounds"].items()},
        seams=tuple(Seam(*row) for row in table.get("seams", [])),
        suffixes=tuple(_suffix(language, row, table.get("groups", {})) for row in table["suffixes"]),
        infinitive=table["infinitive"],
        rare=table.get("rare", {}),
        apostrophe=table.get("apostrophe_parts_names", False),
        drop_vowels=table.get("drop", {}).get("vowels", ""),
        drop_before=table.get("drop", {}).get("before", ""),
        irregular=_irregular(table.get("irregular", [])),
    )


def _choice(row: str) -> tuple[tuple[str, ...], str]:
    condition, _, sound = row.rpartition(" ")
    return (tuple(condition.split("+")) if condition else (), sound)


def _suffix(language: str, row: list[str], groups: Mapping[str, list[str]]) -> Suffix:
    """Of a row: slot, name, template, features, conditions, source."""
    slot, name, template, features, conditions, source = row
    if slot not in SLOTS:
        raise BadGrammar(language, f"no slot {slot}")
    after: set[str] = set()
    not_after: set[str] = set()
    on, not_on = [], []
    for word in conditions.split():
        kind, _, value = word.partition(":")
        names = [each for one in value.split(",") for each in groups.get(one, ["" if one == "stem" else one])]
        match kind:
            case "after":
                after.update(names)
            case "not":
                not_after.update(names)
            case "on":
                on.append(value)
            case "off":
                not_on.append(value)
            case _:
                raise BadGrammar(language, f"no condition {word}")
    pairs = tuple((key, value) for key, _, value in (each.partition("=") for each in features.split("|") if each))
    known = frozenset(after), frozenset(not_after), tuple(on), tuple(not_on)
    return Suffix(slot, name, template, pairs, *known, source)


def _irregular(rows: list[list[str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for lemma, features, forms in rows:
        for form in forms.split():
            found[form] = (*found.get(form, ()), (lemma, features))
    return found
