"""The bulk file as it is kept: made once for each state of the data, for each class of readers, and where nothing can
be kept."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ortak.mechanisms.actors.services import audience_of, touch
from ortak.mechanisms.actors.viewers import PUBLIC, Viewer, visible_to
from ortak.portal.api import bulk
from ortak.portal.api.bulk import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[Viewer]:
    """For whom the file was written, in a data folder of this test's own."""
    asked: list[Viewer] = []

    def write(file: Any, viewer: Viewer) -> None:
        asked.append(viewer)
        file.write(b"file %d" % len(asked))

    monkeypatch.setattr(bulk, "write", write)
    settings.HOME = tmp_path
    return asked


def read(viewer: Viewer = PUBLIC) -> bytes:
    with opened(viewer) as file:
        return file.read()


def test_it_is_made_once_for_a_state_and_the_older_one_leaves(written: list[Viewer], tmp_path: Path) -> None:
    assert [read(), read()] == [b"file 1"] * 2
    touch(visible_to(PUBLIC))
    assert [read(), read()] == [b"file 2"] * 2
    assert [file.read_bytes() for file in (tmp_path / "bulk").iterdir()] == [b"file 2"]


def test_each_class_of_readers_has_its_own(written: list[Viewer], tmp_path: Path) -> None:
    audience_of(["AZ"])
    theirs = Viewer(frozenset({"AZ"}), in_organization=True)
    assert [read(), read(theirs), read(), read(theirs)] == [b"file 1", b"file 2"] * 2
    assert written == [PUBLIC, theirs]


def test_where_nothing_can_be_kept_it_is_made_for_one_reader(tmp_path: Path, written: list[Viewer]) -> None:
    (tmp_path / "bulk").write_text("a file where the folder should be")
    assert [read(), read()] == [b"file 1", b"file 2"]


def test_a_file_that_could_not_be_finished_is_not_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(file: Any, viewer: Viewer) -> None:
        file.write(b"half")
        raise RuntimeError("the power fails")

    monkeypatch.setattr(bulk, "write", fail)
    with pytest.raises(RuntimeError):
        opened()
    assert list((tmp_path / "bulk").iterdir()) == []


def test_it_is_sent_as_a_file() -> None:
    answer = Client().get("/api/v1/bulk.zip", headers={"Accept-Encoding": "gzip"})
    assert b"".join(answer.streaming_content) == b"file 1"
    assert answer["Content-Disposition"].startswith('attachment; filename="ortak-data-')
    assert (answer["Content-Type"], answer["Content-Length"]) == ("application/zip", "6")
    answer.close()
