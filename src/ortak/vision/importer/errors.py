"""Why a document cannot be imported.

ImporterError
├── UnreadableFile       no file, a directory, no permission, far too large
├── NotPlainText         a PDF, a word-processor file, a web page, a picture
├── WrongEncoding        bytes that are not the encoding they claim to be
├── UnknownLanguage      no register has titles in the language of the text
└── TooLittleAligned     a damaged or foreign document: too many rows found no text
"""


class ImporterError(ValueError):
    """The document cannot be imported; nothing was changed."""


class UnreadableFile(ImporterError):
    """The file itself cannot be read."""


class NotPlainText(ImporterError):
    """The file holds something else than plain text."""


class WrongEncoding(ImporterError):
    """The bytes are not what their encoding allows."""


class UnknownLanguage(ImporterError):
    """The language is not one that the register has titles in."""


class TooLittleAligned(ImporterError):
    """Too many rows of the register found no text."""
