"""Turkic languages in their alphabets: conversion with reasons, and how right a conversion is.

    >>> from ortak.engines.language.scripts import convert
    >>> convert("Бишкек шаары", "ky-Cyrl", "ky-Latn")
    'Bişkek şaarı'

Pure Python on the standard library. The rules are tables in `data/`, one for each pair of orthographies, with a
source in every row.
"""

from ortak.engines.language.scripts.accuracy import (
    Accuracy,
    Mistake,
    aligned_words,
    same_spelling,
    wilson,
    word_accuracy,
)
from ortak.engines.language.scripts.converter import Converter, Loss, convert, converter, reachable
from ortak.engines.language.scripts.errors import BadEncoding, BadTable, LanguageError, NoConversion, UnknownTag
from ortak.engines.language.scripts.explaining import Explanation, Span, Word, explain
from ortak.engines.language.scripts.gold import GoldWord, gold_accuracy, gold_directions, gold_words
from ortak.engines.language.scripts.hints import (
    BadHints,
    Hint,
    StaleHints,
    hints,
    read_hints,
    with_hints,
    write_hints,
)
from ortak.engines.language.scripts.lexicon import BadLexicon, Lexicon, learned_words, read_lexicon, write_lexicon
from ortak.engines.language.scripts.markup import MARKUPS, UnknownMarkup, convert_markup, text_only
from ortak.engines.language.scripts.orthography import (
    CommonLetter,
    Orthography,
    Source,
    common_letters,
    orthographies,
    orthography,
    sources,
)
from ortak.engines.language.scripts.reading import Step
from ortak.engines.language.scripts.reporting import Reporter, Unconverted, shown, unconverted
from ortak.engines.language.scripts.rules import Rule, rules, tables
from ortak.engines.language.scripts.streaming import convert_stream, decoded, decoded_lines

VERSION = "2"

__all__ = [
    "MARKUPS",
    "VERSION",
    "Accuracy",
    "BadEncoding",
    "BadHints",
    "BadLexicon",
    "BadTable",
    "CommonLetter",
    "Converter",
    "Explanation",
    "GoldWord",
    "Hint",
    "LanguageError",
    "Lexicon",
    "Loss",
    "Mistake",
    "NoConversion",
    "Orthography",
    "Reporter",
    "Rule",
    "Source",
    "Span",
    "StaleHints",
    "Step",
    "Unconverted",
    "UnknownMarkup",
    "UnknownTag",
    "Word",
    "aligned_words",
    "common_letters",
    "convert",
    "convert_markup",
    "convert_stream",
    "converter",
    "decoded",
    "decoded_lines",
    "explain",
    "gold_accuracy",
    "gold_directions",
    "gold_words",
    "hints",
    "learned_words",
    "orthographies",
    "orthography",
    "reachable",
    "read_hints",
    "read_lexicon",
    "rules",
    "same_spelling",
    "shown",
    "sources",
    "tables",
    "text_only",
    "unconverted",
    "wilson",
    "with_hints",
    "word_accuracy",
    "write_hints",
    "write_lexicon",
]
