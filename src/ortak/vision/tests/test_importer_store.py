"""What an import stores: each wording as supplied, once; a newer beside the older; of a damaged document nothing."""

from pathlib import Path

import pytest
from django.db import IntegrityError

from ortak.mechanisms.actors.services import load_actors
from ortak.mechanisms.actors.viewers import PUBLIC, state_of, visible_to
from ortak.mechanisms.indicators.models import AppendOnly
from ortak.vision.importer import ImporterError, TooLittleAligned, WrongEncoding
from ortak.vision.importer import store as store_module
from ortak.vision.importer.service import import_document
from ortak.vision.models import OfficialText
from ortak.vision.tests.test_importer_official import official, official_bytes

pytestmark = pytest.mark.django_db

ROWS = 52 + 123 + 18 + 4


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vision_tr.txt"
    path.write_bytes(official_bytes())
    return path


def newest(code: str) -> OfficialText:
    return OfficialText.objects.filter(code=code, language="tr").order_by("-version")[0]


def test_every_wording_is_stored_as_supplied(file: Path) -> None:
    report = import_document(file, supplied_by="Secretariat")
    assert report == {
        "language": "tr", "detected": True, "sections": 18, "directives": 123, "priorities": 52,
        "unaligned": [], "missing": [], "stored": ROWS,
    }  # fmt: skip
    stored = dict(OfficialText.objects.values_list("code", "text"))
    assert {code: stored[code] for code in official().gold} == official().gold
    assert stored["EDU-10"].endswith("(Kabul edildi)")
    text = newest("TRA-1")
    assert (text.version, text.file_name, text.supplied_by) == (1, "vision_tr.txt", "Secretariat")
    assert OfficialText.objects.values("document").distinct().count() == 1


def test_the_same_file_again_writes_nothing(file: Path) -> None:
    import_document(file)
    before = set(OfficialText.objects.values_list("id", flat=True))
    assert import_document(file, language="tr-TR")["stored"] == 0
    assert set(OfficialText.objects.values_list("id", flat=True)) == before


def test_a_dry_run_writes_nothing(file: Path) -> None:
    report = import_document(file, language="tr", dry_run=True)
    assert (report["detected"], report["stored"], report["directives"]) == (False, 0, 123)
    assert not OfficialText.objects.exists()


def test_a_changed_wording_is_a_new_version_beside_the_old(file: Path) -> None:
    import_document(file)
    changed = official().gold["TOU-4"].replace("ittifak", "birlik ve ittifak")
    assert changed != official().gold["TOU-4"]
    file.write_text(official().changed({"TOU-4": changed, "HEA-1": ""}), encoding="utf-8")
    report = import_document(file)
    assert (report["stored"], report["missing"]) == (1, ["HEA-1"])
    assert (newest("TOU-4").text, newest("TOU-4").version) == (changed, 2)
    versions = OfficialText.objects.filter(code="TOU-4").order_by("version").values_list("text", flat=True)
    assert list(versions) == [official().gold["TOU-4"], changed]
    assert newest("HEA-1").text == official().gold["HEA-1"]
    file.write_bytes(official_bytes())
    assert import_document(file)["stored"] == 1
    assert (newest("TOU-4").text, newest("TOU-4").version) == (official().gold["TOU-4"], 3)


def test_a_stored_wording_cannot_be_changed(file: Path) -> None:
    import_document(file)
    text = newest("TRA-1")
    text.text = "other"
    with pytest.raises(AppendOnly):
        text.save()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (lambda data: data[: len(data) // 2 - len(data) // 2 % 2], TooLittleAligned),
        (lambda data: data[:-1] + b"\xc3", WrongEncoding),
        (lambda data: b"", ImporterError),
    ],
    ids=["half", "cut off", "empty"],
)
def test_a_damaged_document_stores_nothing(file: Path, data: object, error: type[Exception]) -> None:
    import_document(file)
    before = list(OfficialText.objects.order_by("id").values())
    file.write_bytes(data(official_bytes()))  # type: ignore[operator]
    with pytest.raises((error, WrongEncoding)):
        import_document(file, language="tr")
    assert list(OfficialText.objects.order_by("id").values()) == before


def test_all_or_nothing_when_two_import_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other import has stored everything after this one looked."""
    import_document(file)
    monkeypatch.setattr(store_module, "_newest", lambda language: {})
    with pytest.raises(IntegrityError):
        import_document(file)


def test_too_long_a_name_is_refused(file: Path) -> None:
    with pytest.raises(ImporterError, match="201 letters; at most 200"):
        import_document(file, supplied_by="x" * 201)
    assert not OfficialText.objects.exists()


def test_what_was_sent_before_an_import_counts_as_changed_after_it(file: Path) -> None:
    load_actors()
    before = state_of(visible_to(PUBLIC))
    import_document(file)
    after = state_of(visible_to(PUBLIC))
    assert after != before
    import_document(file)
    assert state_of(visible_to(PUBLIC)) == after
