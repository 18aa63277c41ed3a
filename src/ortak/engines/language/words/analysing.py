"""A word taken apart: every reading that the grammar allows, the likeliest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ortak.engines.language.words.endings import Chain, Endings, Layer, endings
from ortak.engines.language.words.grammar import Grammar, grammar
from ortak.engines.language.words.joining import altered, fits, joined
from ortak.engines.language.words.lexicon import Lexicon, lexicon

FOREIGN_HARMONY = -3.0
SHORT_STEM = -2.0
ALTERED = -1.5
IMPERATIVE = -3.0
DERIVED = -4.0
MOST = 40
"""Readings kept of a word."""


@dataclass(frozen=True)
class Reading:
    """A stem and its suffixes, in the grammar's own orthography; `category` is N (noun) or V (verb).

    `irregular` holds the features of a form that the grammar lists whole, "-" if it has none.
    """

    stem: str
    category: str
    suffixes: Chain
    weight: float
    irregular: str = ""

    @property
    def features(self) -> str:
        """The features as Universal Dependencies write them (Case=Loc|Number=Plur), in its order."""
        if self.irregular:
            return self.irregular.strip("-")
        found: dict[str, str] = {}
        for suffix in self.suffixes:
            if suffix.slot == "relative":
                found = {}
            for name, value in suffix.features:
                found[name] = found[name] + value if name == "Voice" and name in found else value
        if self.category == "V" and not self.suffixes:
            found = {"Mood": "Imp", "Number": "Sing", "Person": "2", "VerbForm": "Fin"}
        if found.get("VerbForm") == "Fin":
            if "Person" not in found:
                found |= {"Number": "Sing", "Person": "3"}
        elif found.get("VerbForm") not in ("Conv", "Inf"):
            found.setdefault("Case", "Nom")
            found.setdefault("Number", "Sing")
        return "|".join(f"{name}={found[name]}" for name in sorted(found, key=str.lower))


@lru_cache(maxsize=1 << 15)
def readings(language: str, word: str) -> tuple[Reading, ...]:
    """Every reading of a word in the grammar's own orthography and in lower case, the likeliest first.

    >>> [(each.stem, each.features) for each in readings("tr", "ağacı")][:2]
    [('ağaç', 'Case=Nom|Number=Sing|Number[psor]=Sing|Person[psor]=3'), ('ağaç', 'Case=Acc|Number=Sing')]
    """
    rules, learned = grammar(language), lexicon(language)
    irregular = [Reading(lemma, "N", (), 0.0, features) for lemma, features in rules.irregular.get(word, ())]
    found: dict[tuple[str, str, tuple[str, ...]], Reading] = {}
    for each in _weighed(rules, learned, candidates(language, word)):
        key = each.stem, each.category, tuple(suffix.name for suffix in each.suffixes)
        if key not in found or found[key].weight < each.weight:
            found[key] = each
    best = sorted(found.values(), key=lambda each: (-each.weight, -len(each.stem), each.stem, each.features))
    return (*irregular, *best[:MOST])


@dataclass(frozen=True)
class Candidate:
    """A stem and its suffixes before they are weighed; `penalty` for what is less usual in it."""

    stem: str
    category: str
    suffixes: Chain
    penalty: float


def _weighed(rules: Grammar, learned: Lexicon, given: Sequence[Candidate]) -> Iterator[Reading]:
    derived: dict[str, float] = {}
    for each in given:
        names = tuple(suffix.name for suffix in each.suffixes)
        weight = learned.stem_weight(each.stem, each.category) + learned.chain_weight(names, each.category)
        if each.category == "N" and each.stem not in learned.stems["N"]:
            if each.stem not in derived:
                known = [learned.stem_weight(base, "N") for base in bases(rules.language, each.stem)]
                derived[each.stem] = max(known, default=-99.0) + DERIVED
            weight += max(0.0, derived[each.stem] - learned.stem_weight(each.stem, "N"))
        yield Reading(each.stem, each.category, each.suffixes, weight + each.penalty)


def rareness(rules: Grammar, chain: Chain) -> float:
    """What suffixes cost that share their form with much commoner ones."""
    return -sum(rules.rare.get(each.name, 0.0) for each in chain)


def bases(language: str, stem: str) -> list[str]:
    """The nouns that a noun may be derived from.

    >>> bases("tr", "kitapçı")
    ['kitap']
    """
    table = endings(language)
    return [base for base, _, penalty in _taken(table, table.layers["derivation"], stem) if not penalty]


def candidates(language: str, word: str) -> tuple[Candidate, ...]:
    """Every stem with suffixes that make this word; the word itself always is one.

    >>> sorted({each.stem for each in candidates("tr", "evde")})
    ['ev', 'evd', 'evde', 'evt']
    """
    table, rules = endings(language), grammar(language)
    found = [Candidate(word, "N", (), 0.0)]
    if len(word) < 2 or not rules.alphabet.issuperset(word.replace("ʼ", "")):
        return tuple(found)
    for text, predicate, first in [(word, (), 0.0), *_taken(table, table.layers["predicate"], word)]:
        for stem, chain, second in [(text, (), 0.0), *_taken(table, table.layers["noun"], text)]:
            if predicate and chain and not (first == 0.0 and _meet(rules, text, chain[-1].name, predicate, word)):
                continue
            whole, penalty = chain + predicate, first + second
            if whole and len(stem) > 1:
                found.append(Candidate(stem, "N", whole, penalty + (SHORT_STEM if len(stem) < 3 else 0.0)))
            if penalty == 0.0:
                found.extend(_participles(table, stem, chain, predicate, text, word))
    for layer in ("finite", "converb"):
        for verb, chain, penalty in _taken(table, table.layers[layer], word):
            found.extend(_verbs(table, verb, chain, word, penalty))
    found.extend(
        Candidate(each.stem, "V", each.suffixes, each.penalty + IMPERATIVE)
        for each in _verbs(table, word, (), word, 0.0)
    )
    return tuple(
        replace(each, penalty=each.penalty + rareness(rules, each.suffixes)) if each.suffixes and rules.rare else each
        for each in found
    )


def _participles(
    table: Endings, noun: str, chain: Chain, predicate: Chain, text: str, word: str
) -> Iterator[Candidate]:
    """The verbs whose participle a noun is. `text` is what `chain` made of it, `word` what `predicate` made of that."""
    for verb, participle, penalty in _taken(table, table.layers["nominal"], noun):
        further, made = (chain, text) if chain else (predicate, word)
        if not further or _meet(table.grammar, noun, participle[-1].name, further, made):
            yield from (
                Candidate(each.stem, "V", each.suffixes + chain + predicate, each.penalty)
                for each in _verbs(table, verb, participle, noun, penalty)
            )


def _verbs(table: Endings, verb: str, chain: Chain, made: str, penalty: float) -> Iterator[Candidate]:
    """The verb, and what it is a voice of. `made` is what `chain` made of it."""
    if len(verb) > 1:
        yield Candidate(verb, "V", chain, penalty)
    if penalty:
        return
    for stem, voice, more in _taken(table, table.layers["voice"], verb):
        if len(stem) > 1 and (not chain or _meet(table.grammar, verb, voice[-1].name, chain, made)):
            yield Candidate(stem, "V", voice + chain, more)


def _meet(rules: Grammar, base: str, before: str, chain: Chain, made: str) -> bool:
    """Whether a text that ends in the suffix `before` takes the suffixes of another layer as `made` has them."""
    vowel = rules.last_vowel(base)
    if not fits(rules, chain[0], before, vowel, base[-1:]):
        return False
    return any(made.startswith(each) for each in joined(rules, base, vowel, chain[0].template, ""))


def _taken(table: Endings, layer: Layer, text: str) -> list[tuple[str, Chain, float]]:
    """The stems that are left of a text when endings of this layer are taken off, with the endings."""
    found = []
    known, size = layer.endings, len(text)
    for length in range(1, min(layer.longest, size - 1) + 1):
        rows = known.get(text[size - length :])
        if not rows:
            continue
        left = text[: size - length]
        for own, kinds, chain in rows:
            stem = left + own
            if kinds & table.kind(stem):
                found.append((stem, chain, 0.0))
            elif kinds & table.any_harmony(stem) and not any(each.template[0] == "<" for each in chain):
                found.append((stem, chain, FOREIGN_HARMONY))
            if not own and text[size - length] in table.grammar.syllabic:
                longer = _unaltered(table.grammar, left)
                found.extend((each, chain, ALTERED) for each in longer if kinds & table.kind(each))
    return found


def _unaltered(rules: Grammar, stem: str) -> Iterator[str]:
    """Stems that are written like this one before a vowel: ağz, ağız; Uyghur kitib, kitab."""
    if len(stem) < 2 or stem[-1] in rules.syllabic:
        return
    longer = [stem[:-1] + vowel + stem[-1] for vowel in rules.drop_vowels if stem[-2] not in rules.syllabic]
    longer += [stem[:-2] + vowel + stem[-1] for vowel in rules.raised if stem[-2] in rules.raised_to]
    yield from (each for each in longer if stem in altered(rules, each))
