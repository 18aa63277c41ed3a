"""The endings of a language, spelled out once: for every ending the chains of suffixes that make it, and after what.

Suffixes look at no more of what stands before them than its last vowel and its last letter, so that every chain is
made once after each kind of stem, and kept under its letters with the kinds that give it, as bits of a number. An
ending that changed the stem is kept with the letters that the stem has of its own: `bı` with `p` for Turkish kitabı.
A table is a layer of the word, and to analyse is to look up the ends of a word in one after the other:

    noun       number, possessive, case, the relative -ki and number and case again
    predicate  copula and person of a noun
    finite     negation, tense, person of a verb; converbs
    nominal    negation, participle or verbal noun of a verb: a noun for the other two layers
    voice      up to two suffixes of voice
    derivation a suffix that makes a noun of a noun; it stays part of the lemma
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from ortak.engines.language.words.grammar import Grammar, Suffix, grammar
from ortak.engines.language.words.joining import fits, joined

Chain = tuple[Suffix, ...]
Entry = tuple[str, int, Chain]
"""The letters that the stem has of its own, the kinds of stem, the suffixes."""

NOTHING = "\0"
"""Stands for the rest of a stem."""

LAYERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "noun": (
        ("number",),
        ("possessive",),
        ("case",),
        ("relative",),
        ("number",),
        ("case",),
    ),
    "predicate": (("copula",), ("person",)),
    "finite": (("negation",), ("tense",), ("mood",), ("person",)),
    "converb": (("negation",), ("converb",)),
    "nominal": (("negation",), ("participle",)),
    "voice": (("voice",), ("voice",)),
    "derivation": (("derivation",),),
}
NEEDED = {"finite": "tense", "converb": "converb", "nominal": "participle"}
"""Layers that a word has only with a suffix of this slot."""


@dataclass(frozen=True)
class Layer:
    """Endings of one layer, and the length of the longest."""

    endings: Mapping[str, tuple[Entry, ...]]
    longest: int


class Endings:
    """All layers of a language."""

    def __init__(self, language: Grammar) -> None:
        self.grammar = language
        self._vowels, vowels = _kinds(language, sorted(language.harmonic), _vowel_marks)
        letters = sorted(language.alphabet | language.syllabic)
        self._letters, ends = _kinds(language, letters, _letter_marks)
        self._any_vowel = [sum(1 << (v * len(ends) + e) for v in range(len(vowels))) for e in range(len(ends))]
        self._width = len(ends)
        kinds = [
            (v * len(ends) + e, vowel, end) for (v, vowel), (e, end) in product(enumerate(vowels), enumerate(ends))
        ]
        self.layers = {name: self._layer(name, kinds) for name in LAYERS}

    def kind(self, stem: str) -> int:
        """The bit of the kind of a stem: all kinds of harmony if it has no vowel, 0 if its last letter is foreign.

        >>> endings("tr").kind("göz") == endings("tr").kind("söz") != endings("tr").kind("toz")
        True
        """
        end = self._letters.get(stem[-1:], -1)
        if end < 0:
            return 0
        vowel = self._vowels.get(self.grammar.last_vowel(stem), -1)
        return self._any_vowel[end] if vowel < 0 else 1 << (vowel * self._width + end)

    def any_harmony(self, stem: str) -> int:
        """The kinds that end as this stem, whatever its vowels."""
        end = self._letters.get(stem[-1:], -1)
        return 0 if end < 0 else self._any_vowel[end]

    def _layer(self, name: str, kinds: list[tuple[int, str, str]]) -> Layer:
        found: dict[tuple[str, str, Chain], int] = {}
        for bit, vowel, end in kinds:
            base = vowel + end
            if end in self.grammar.harmonic:
                if self._vowels[end] != self._vowels[vowel]:
                    continue
                vowel = end
                base = NOTHING + end
            for text, chain in _chains(self.grammar, name, base, vowel):
                shared = 0
                while shared < len(base) and text[shared : shared + 1] == base[shared]:
                    shared += 1
                key = (text[shared:], base[shared:], chain)
                found[key] = found.get(key, 0) | 1 << bit
        table: dict[str, list[Entry]] = {}
        for (ending, own, chain), bits in found.items():
            table.setdefault(ending, []).append((own, bits, chain))
        return Layer({text: tuple(rows) for text, rows in table.items()}, max(map(len, table), default=0))


@cache
def endings(language: str) -> Endings:
    """The endings of a language, compiled when first asked for.

    >>> [[suffix.name for suffix in chain] for own, _, chain in endings("tr").layers["noun"].endings["lerimizden"]]
    [['plural', 'p1pl', 'abl']]
    """
    return Endings(grammar(language))


def _chains(language: Grammar, layer: str, base: str, vowel: str) -> Iterator[tuple[str, Chain]]:
    """Every chain of a layer after a base, with the text of both."""
    slots = LAYERS[layer]
    rows = {slot: [each for each in language.suffixes if each.slot == slot] for step in slots for slot in step}
    needed = NEEDED.get(layer)
    category = "V" if needed or layer == "voice" else "N"

    def grow(text: str, last: str, chain: Chain, step: int) -> Iterator[tuple[str, Chain]]:
        if chain and (not needed or any(each.slot == needed for each in chain)):
            yield text, chain
        for further in range(step, len(slots)):
            if layer == "noun" and (further > 3) is not any(each.slot == "relative" for each in chain):
                continue
            for suffix in rows[slots[further][0]]:
                if not fits(language, suffix, chain[-1].name if chain else "", last, text[-1:]):
                    continue
                for longer in joined(language, text, last, suffix.template, "" if chain else category):
                    shared = 0
                    while shared < len(text) and longer[shared : shared + 1] == text[shared]:
                        shared += 1
                    yield from grow(longer, language.last_vowel(longer[shared:]) or last, (*chain, suffix), further + 1)

    yield from grow(base, vowel, (), 0)


def _vowel_marks(language: Grammar, letter: str) -> tuple[object, ...]:
    return tuple(letter in letters for letters in language.vowels.values())


def _letter_marks(language: Grammar, letter: str) -> tuple[object, ...]:
    marks: list[object] = [letter in language.syllabic, *(letter in each for each in language.letters.values())]
    if letter in language.harmonic:
        marks.append(letter)
    marks.append(tuple(seam.left for seam in language.seams if seam.left.endswith(letter)))
    return tuple(marks)


def _kinds(
    language: Grammar, letters: list[str], marks: Callable[[Grammar, str], tuple[object, ...]]
) -> tuple[dict[str, int], list[str]]:
    """Letters that behave alike: the number of the kind of each, and a letter of each kind."""
    seen: dict[object, int] = {}
    examples: list[str] = []
    numbers = {}
    for letter in letters:
        mark = marks(language, letter)
        if mark not in seen:
            seen[mark] = len(examples)
            examples.append(letter)
        numbers[letter] = seen[mark]
    return numbers, examples
