"""The bulk file of everything public: made once for each state of the data, then served from the data folder."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from ninja import Router

from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, class_key, visible_to
from ortak.mechanisms.presentation.conditional import software, viewer_of
from ortak.portal.api.answers import no_parameters
from ortak.portal.api.counting import state_for
from ortak.vision.bulk import write

router = Router(tags=["bulk"])
MEDIA_TYPE = "application/zip"
ZIP = {"description": "A zip", "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}


@router.get("/bulk.zip", summary="Everything public in one file", openapi_extra={"responses": {200: ZIP}})
@no_parameters
def bulk(request: HttpRequest) -> FileResponse:
    """A Frictionless Data Package: CSV tables, and `datapackage.json` as their code book. The bytes are the same as
    long as the data are."""
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # a zip is packed already: nobody packs it again on the way
    name = f"ortak-data-{timezone.now().date()}.zip"
    return FileResponse(opened(viewer_of(request)), as_attachment=True, filename=name, content_type=MEDIA_TYPE)


def opened(viewer: Viewer = PUBLIC) -> IO[bytes]:
    """The bulk file of a viewer, open at its beginning: the one that was kept, else made now. Where nothing can be kept
    (a data folder that cannot be written to) it is made for this reader alone."""
    kept = _place(viewer)
    try:
        return kept.open("rb")
    except OSError:
        pass
    try:
        _keep(kept, viewer)
        return kept.open("rb")
    except OSError:
        passing = TemporaryFile()  # noqa: SIM115  # closed with the response
        write(passing, viewer)
        passing.seek(0)
        return passing


def _place(viewer: Viewer) -> Path:
    """Where the file for this class of viewers and this state of the data lies."""
    readers = class_key(visible_to(viewer)).replace(",", "_")
    state = hashlib.sha256(f"{software()}|{state_for(viewer)}".encode()).hexdigest()[:16]
    return Path(settings.HOME) / "bulk" / f"{readers}-{state}.zip"


def _keep(kept: Path, viewer: Viewer) -> None:
    """Make the file under another name first, so that nobody ever reads half of it; then leave out older ones."""
    kept.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=kept.parent, suffix=".part", delete=False) as file:
        try:
            write(file, viewer)
        except BaseException:
            os.unlink(file.name)
            raise
    os.replace(file.name, kept)
    for older in kept.parent.glob(f"{kept.name.partition('-')[0]}-*.zip"):
        if older != kept:
            older.unlink(missing_ok=True)
