"""Import of the official document: read, align, report, store."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from ortak.vision.importer.alignment import align
from ortak.vision.importer.decoding import read
from ortak.vision.importer.document import parse
from ortak.vision.importer.languages import detect_language
from ortak.vision.importer.register import languages, load_register
from ortak.vision.importer.store import store
from ortak.vision.importer.sufficiency import require_enough

_REGION = re.compile(r"-(?:[A-Za-z]{2}|\d{3})$")


class Report(TypedDict):
    """What an import found. `unaligned`: passages of the lists without a row; `missing`: codes of rows without a text;
    `stored`: how many wordings are new."""

    language: str
    detected: bool
    sections: int
    directives: int
    priorities: int
    unaligned: Sequence[str]
    missing: Sequence[str]
    stored: int


def import_document(
    file: str | os.PathLike[str], *, language: str | None = None, supplied_by: str = "", dry_run: bool = False
) -> Report:
    """Align the document in a file with the register and attach its wording to each row.

    `language`: BCP 47 tag, else it is detected. Raises an `ImporterError`, and stores nothing, for a damaged document,
    one in a language without titles, or one of which too little is found.
    """
    document = parse(read(file))
    register = load_register(_known(language) if language else detect_language(document))
    alignment = align(document, register)
    require_enough(alignment, register)
    stored = 0 if dry_run else store(alignment, document, Path(file).name, supplied_by)
    return Report(
        language=register.language,
        detected=language is None,
        sections=len(alignment.texts("section")),
        directives=len(alignment.texts("directive")),
        priorities=len(alignment.texts("priority")),
        unaligned=[unit.text for unit in alignment.unaligned],
        missing=list(alignment.missing),
        stored=stored,
    )


def _known(tag: str) -> str:
    """The tag under which the register has titles: a region changes nothing in them.

    >>> _known("tr-TR"), _known("uz-Cyrl")
    ('tr', 'uz-Cyrl')
    """
    return tag if tag in languages() else _REGION.sub("", tag)
