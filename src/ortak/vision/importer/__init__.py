"""Finds the rows of the register in the official document, in any language in which the register has titles.

>>> from ortak.vision.importer import align, load_register, parse
>>> document = parse("- Zengezur Koridoru uluslararası platformlarda tanıtılır,".encode())
>>> [(wording.code, wording.text) for wording in align(document, load_register("tr")).wordings]
[('TRA-10', 'Zengezur Koridoru uluslararası platformlarda tanıtılır,')]
"""

from ortak.vision.importer.alignment import Alignment, Wording, align
from ortak.vision.importer.decoding import read
from ortak.vision.importer.document import Document, parse
from ortak.vision.importer.errors import (
    ImporterError,
    NotPlainText,
    TooLittleAligned,
    UnknownLanguage,
    UnreadableFile,
    WrongEncoding,
)
from ortak.vision.importer.languages import detect_language
from ortak.vision.importer.register import Register, Row, languages, load_register
from ortak.vision.importer.sufficiency import require_enough

__all__ = [
    "Alignment",
    "Document",
    "ImporterError",
    "NotPlainText",
    "Register",
    "Row",
    "TooLittleAligned",
    "UnknownLanguage",
    "UnreadableFile",
    "Wording",
    "WrongEncoding",
    "align",
    "detect_language",
    "languages",
    "load_register",
    "parse",
    "read",
    "require_enough",
]
