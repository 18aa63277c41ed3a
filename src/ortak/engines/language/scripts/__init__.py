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
from ortak.engines.language.scripts.rules import Rule, rules, tables
from ortak.engines.language.scripts.streaming import convert_stream

VERSION = "1"

__all__ = [
    "VERSION",
    "Accuracy",
    "BadEncoding",
    "BadTable",
    "CommonLetter",
    "Converter",
    "LanguageError",
    "Loss",
    "Mistake",
    "NoConversion",
    "Orthography",
    "Rule",
    "Source",
    "Step",
    "UnknownTag",
    "aligned_words",
    "common_letters",
    "convert",
    "convert_stream",
    "converter",
    "orthographies",
    "orthography",
    "reachable",
    "rules",
    "same_spelling",
    "sources",
    "tables",
    "wilson",
    "word_accuracy",
]
