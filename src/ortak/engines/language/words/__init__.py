"""Words of Turkic languages: their lemma, their features, and a key that their forms share.

    >>> from ortak.engines.language.words import analyses, key, lemma
    >>> lemma("kitabımdan", "tr"), lemma("ағашы", "kk"), key("Кітабы", "kk")
    ('kitap', 'ағаш', 'кітап')
    >>> analyses("evlerimizde", "tr")[0].features
    'Case=Loc|Number=Plur|Number[psor]=Plur|Person[psor]=1'

Suffixes are tables in `data/`, one file a language, with a source in every row; they are compiled into endings once,
and a word is looked up from its end. Which of its readings is likely was learned from running text. Pure Python on
the standard library.
"""

from ortak.engines.language.words.errors import BadGrammar, UnknownLanguage
from ortak.engines.language.words.grammar import LANGUAGES, Grammar, Suffix, grammar
from ortak.engines.language.words.pattern import words_of
from ortak.engines.language.words.words import Analysis, analyses, inflect, key, keys, lemma

VERSION = "1"

__all__ = [
    "LANGUAGES",
    "VERSION",
    "Analysis",
    "BadGrammar",
    "Grammar",
    "Suffix",
    "UnknownLanguage",
    "analyses",
    "grammar",
    "inflect",
    "key",
    "keys",
    "lemma",
    "words_of",
]
