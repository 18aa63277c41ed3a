"""The verbs of this package: a word as written in, lemma, key and readings out, in the orthography it came in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from ortak.engines.language.words.analysing import Reading, readings
from ortak.engines.language.words.errors import BadGrammar
from ortak.engines.language.words.grammar import Grammar, grammar
from ortak.engines.language.words.joining import forms, joined
from ortak.engines.language.words.spelling import LONGEST, from_home, orthography_of, to_home

CLASSES = {"N": "noun", "V": "verb"}


@dataclass(frozen=True)
class Analysis:
    """One reading of a word.

    `lemma` is the form that treebanks give: a noun in the singular nominative, the bare stem of a verb; `dictionary` is
    what dictionaries list (a verb with its infinitive suffix). `features` follow Universal Dependencies. `suffixes` are
    the names of rows of the grammar; `key` is the lemma in the grammar's own orthography. `weight` is a logarithm of
    how likely the reading is.
    """

    form: str
    lemma: str
    dictionary: str
    category: str
    features: str
    suffixes: tuple[str, ...]
    key: str
    weight: float


def analyses(word: str, language: str, orthography: str = "") -> tuple[Analysis, ...]:
    """Every reading of a word, the likeliest first; at least one, whatever the word.

    The orthography is seen from the word's script, or given as a tag (kk-Latn). Raises `UnknownLanguage`. Time grows
    with the length of the word; what is longer than any word is its own lemma.

    >>> [(each.lemma, each.category, each.features) for each in analyses("evde", "tr")][0]
    ('ev', 'noun', 'Case=Loc|Number=Sing')
    >>> analyses("gelmedim", "tr")[0].dictionary
    'gelmek'
    >>> [each.lemma for each in analyses("2024", "uz")]
    ['2024']
    """
    rules = grammar(language)
    found = _readings(rules, word, orthography)
    written = orthography or orthography_of(rules, word)
    return tuple(_analysis(rules, word, written, each) for each in found)


def lemma(word: str, language: str, orthography: str = "") -> str:
    """The lemma of the likeliest reading, in lower case.

    >>> lemma("АҒАШТАРДЫҢ", "kk"), lemma("gözlerinden", "tr"), lemma("", "tr")
    ('ағаш', 'göz', '')
    """
    rules = grammar(language)
    best = _readings(rules, word, orthography)[0]
    return from_home(orthography or orthography_of(rules, word), rules.orthography, best.stem)


def key(word: str, language: str, orthography: str = "") -> str:
    """What the forms of a word share: its likeliest stem in the grammar's own orthography, whatever script it came in.

    >>> key("ağacı", "tr"), key("كىتابى", "kk"), key("кітаптар", "kk")
    ('ağaç', 'кітап', 'кітап')
    """
    return _readings(grammar(language), word, orthography)[0].stem


def keys(word: str, language: str, orthography: str = "", most: int = 3) -> tuple[str, ...]:
    """The likeliest stems of a word, no more than `most`: to search with when one is not sure enough.

    >>> keys("yüzünde", "tr", most=2)[0]
    'yüz'
    """
    found = dict.fromkeys(each.stem for each in _readings(grammar(language), word, orthography))
    return tuple(found)[:most]


def inflect(stem: str, language: str, suffixes: Sequence[str], category: str = "N") -> tuple[str, ...]:
    """The forms of a stem with suffixes named as in the grammar's file, the regular one first.

    There are several where no rule tells whether a stem keeps its last consonant or which harmony it follows. Raises
    `BadGrammar` for a name that the grammar does not have.

    >>> inflect("kitap", "tr", ["p1sg", "loc"])[0], inflect("бала", "kk", ["plural", "gen"])[0]
    ('kitabımda', 'балалардың')
    """
    rules = grammar(language)
    made: dict[str, None] = {}
    rows = [[each for each in rules.suffixes if each.name == name] for name in suffixes]
    for name, found in zip(suffixes, rows, strict=True):
        if not found:
            raise BadGrammar(language, f"no suffix {name}")
    for row in product(*rows):
        made.update(dict.fromkeys(forms(rules, stem, row, category)))
    return tuple(made)


def _readings(rules: Grammar, word: str, orthography: str) -> tuple[Reading, ...]:
    if len(word) > LONGEST:
        return (Reading(word, "N", (), 0.0),)
    home = to_home(rules.language, orthography or orthography_of(rules, word), rules.orthography, word)
    if "ʼ" in home and rules.apostrophe:
        name, _, ending = home.partition("ʼ")
        stems = {name, *(each.stem for each in readings(rules.language, name)[:1])}
        own = tuple(each for each in readings(rules.language, name + ending) if each.stem in stems)
        return own or _after_letters(rules, name, ending) or (Reading(name, "N", (), 0.0),)
    return readings(rules.language, home)


def _after_letters(rules: Grammar, name: str, ending: str) -> tuple[Reading, ...]:
    """The readings of a name that is read letter by letter: the name of its last letter ends in a vowel that is not
    written, so that endings stand as after any vowel (TBMM'nin: te be me me)."""
    if not name or name[-1] in rules.syllabic:
        return ()
    spoken = [(name + vowel, f"{name}{vowel}{ending}") for vowel in rules.harmonic_order]
    found = [each for stem, whole in spoken for each in readings(rules.language, whole) if each.stem == stem]
    nouns = [replace(each, stem=name) for each in found if each.category == "N"]
    once = {each.features: each for each in sorted(nouns, key=lambda each: each.weight)}
    return tuple(sorted(once.values(), key=lambda each: -each.weight))


def _analysis(rules: Grammar, word: str, written: str, given: Reading) -> Analysis:
    dictionary = given.stem
    if given.category == "V":
        dictionary = next(joined(rules, given.stem, rules.last_vowel(given.stem), rules.infinitive, "V"))
    return Analysis(
        word,
        from_home(written, rules.orthography, given.stem),
        from_home(written, rules.orthography, dictionary),
        CLASSES[given.category],
        given.features,
        tuple(each.name for each in given.suffixes),
        given.stem,
        round(given.weight, 3),
    )
