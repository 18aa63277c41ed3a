"""Turkic languages in their alphabets: conversion with reasons, distance between written forms, and how right a
conversion is.

    >>> from ortak.engines.language import convert
    >>> convert("Бишкек шаары", "ky-Cyrl", "ky-Latn")
    'Bişkek şaarı'

Pure Python on the standard library. The rules are tables in `data/`, one for each pair of orthographies, with a
source in every row.
"""

from ortak.engines.language.accuracy import Accuracy, Mistake, aligned_words, same_spelling, wilson, word_accuracy
from ortak.engines.language.converter import Converter, Loss, convert, converter, reachable
from ortak.engines.language.distance import Interval, edit_distance, form_distance, mean_over_words, word_distances
from ortak.engines.language.errors import BadEncoding, BadTable, LanguageError, NoConversion, UnknownTag
from ortak.engines.language.orthography import (
    CommonLetter,
    Orthography,
    Source,
    common_letters,
    orthographies,
    orthography,
    sources,
)
from ortak.engines.language.reading import Step
from ortak.engines.language.rules import Rule, rules, tables
from ortak.engines.language.streaming import convert_stream

VERSION = "1"

__all__ = [
    "VERSION",
    "Accuracy",
    "BadEncoding",
    "BadTable",
    "CommonLetter",
    "Converter",
    "Interval",
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
    "edit_distance",
    "form_distance",
    "mean_over_words",
    "orthographies",
    "orthography",
    "reachable",
    "rules",
    "same_spelling",
    "sources",
    "tables",
    "wilson",
    "word_accuracy",
    "word_distances",
]
