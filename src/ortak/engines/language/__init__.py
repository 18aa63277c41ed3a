"""Turkic languages in their alphabets: conversion with reasons, distance between written forms, and how right a conversion is.

    >>> from ortak.engines.language import convert
    >>> convert("Бишкек шаары", "ky-Cyrl", "ky-Latn")
    'Bişkek şaarı'

Pure Python on the standard library. The rules are tables in `data/`, one for each pair of orthographies, with a source in every row.
"""

from ortak.engines.language.converter import Converter, Loss, convert, converter, reachable
from ortak.engines.language.errors import BadEncoding, BadTable, LanguageError, NoConversion, UnknownTag
from ortak.engines.language.orthography import Orthography, Source, orthographies, orthography, sources
from ortak.engines.language.reading import Step
from ortak.engines.language.rules import Rule, rules, tables

__all__ = [
    "BadEncoding",
    "BadTable",
    "Converter",
    "LanguageError",
    "Loss",
    "NoConversion",
    "Orthography",
    "Rule",
    "Source",
    "Step",
    "UnknownTag",
    "convert",
    "converter",
    "orthographies",
    "orthography",
    "reachable",
    "rules",
    "sources",
    "tables",
]
