"""The wordings of an aligned document, stored beside the rows of the register as the version supplied.

Append-only: a wording that differs from the newest of its row and language becomes the next version; an equal one
writes nothing, so that the same document can be imported again.
"""

from django.db import transaction

from ortak.mechanisms.actors.services import touch
from ortak.mechanisms.actors.viewers import PUBLIC, visible_to
from ortak.vision.importer.alignment import Alignment
from ortak.vision.importer.document import Document
from ortak.vision.importer.errors import ImporterError
from ortak.vision.importer.register import load_register
from ortak.vision.importer.sufficiency import require_enough
from ortak.vision.models import OfficialText

NAME_LETTERS = 200


def store(alignment: Alignment, document: Document, file_name: str, supplied_by: str = "") -> int:
    """Store the wordings of a document in one transaction; how many were new. Raises `ImporterError` and stores nothing
    where too little of it was aligned (see `sufficiency`)."""
    require_enough(alignment, load_register(alignment.language))
    if len(supplied_by) > NAME_LETTERS:
        raise ImporterError(
            f"the name of who supplied it has {len(supplied_by)} letters; at most {NAME_LETTERS} are kept"
        )
    with transaction.atomic():
        newest = _newest(alignment.language)
        changed = [
            OfficialText(
                code=wording.code,
                language=alignment.language,
                text=wording.text,
                document=document.digest,
                file_name=file_name[-NAME_LETTERS:],
                supplied_by=supplied_by,
                version=newest[wording.code].version + 1 if wording.code in newest else 1,
            )
            for wording in alignment.wordings
            if wording.code not in newest or newest[wording.code].text != wording.text
        ]
        OfficialText.objects.bulk_create(changed)
        if changed:
            touch(visible_to(PUBLIC))  # pages and answers that show the wording are no longer what was sent before
    return len(changed)


def _newest(language: str) -> dict[str, OfficialText]:
    return {text.code: text for text in OfficialText.objects.filter(language=language).order_by("version")}
