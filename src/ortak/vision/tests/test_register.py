"""The register from its files: whatever does not fit together is named with its place, and nothing is stored."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ortak.mechanisms.contract.tables import TableError
from ortak.vision import register
from ortak.vision.models import Commitment, EvidenceItem, Section
from ortak.vision.register import RegisterError, load_register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
Rows = list[dict[str, str]]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the register's files, to be spoiled."""
    shutil.copytree(str(register.DATA), tmp_path / "data")
    monkeypatch.setattr(register, "DATA", tmp_path / "data")
    return tmp_path / "data"


def edit(path: Path, change: Callable[[Rows], Any]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        names, rows = table.fieldnames or [], list(table)
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def everything() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Section, Commitment, EvidenceItem)]


def set_to(n: int, **fields: str) -> Callable[[Rows], Any]:
    return lambda rows: rows[n].update(fields)


FAULTS: list[tuple[str, Callable[[Rows], Any], str]] = [
    ("sections.csv", lambda rows: rows.pop(), "17 sections; the vision has 18"),
    ("sections.csv", set_to(0, pillar="one"), "sections.csv, line 2: pillar 'one' is no number"),
    ("sections.csv", set_to(0, prefix="POLI"), "sections.csv, line 2: prefix has 4 characters; at most 3 are stored"),
    ("directives.csv", lambda rows: rows.pop(5), "122 directives; the vision has 123"),
    ("directives.csv", set_to(1, code="POL-1"), "directives.csv, line 3: POL-1 stands twice"),
    ("directives.csv", set_to(0, area="space"), "directives.csv, line 2: area 'space' is no section or no app"),
    (
        "directives.csv",
        set_to(0, services="space.launch"),
        "line 2: service 'space.launch' belongs to no app, built or planned",
    ),
    ("directives.csv", set_to(0, evidence="x" * 401), "line 2: evidence has 401 characters; at most 400 are stored"),
    (
        "priorities.csv",
        set_to(0, served_by="POL-99"),
        "priorities.csv, line 2: served by POL-99, which is no directive",
    ),
    ("priorities.csv", set_to(0, served_by="space.x"), "priorities.csv, line 2: service 'space.x' belongs to no app"),
    ("items/aid.csv", lambda rows: rows.append(rows[0]), "stands twice"),
    ("items/aid.csv", set_to(0, code="AID-99"), "items/aid.csv, line 2: 'AID-99' is no directive or priority"),
    ("items/aid.csv", set_to(0, item="TRA-1.x"), "items/aid.csv, line 2: item 'TRA-1.x' must begin with "),
    ("items/aid.csv", set_to(0, kind="wish"), "items/aid.csv, line 2: kind 'wish' is not one of act, indicator"),
    ("items/aid.csv", set_to(0, by="HU"), "items/aid.csv, line 2: by 'HU' is not one of ORG, members"),
    ("items/aid.csv", set_to(0, what=""), "items/aid.csv, line 2: what is empty"),
    ("items/aid.csv", set_to(0, note="x" * 401), "items/aid.csv, line 2: note has 401 characters"),
    ("items/aid.csv", set_to(0, kind="act", indicator="x"), "items/aid.csv, line 2: an act names no indicator"),
    (
        "items/aid.csv",
        set_to(0, kind="indicator", indicator="x.y"),
        "indicator 'x.y' is not defined; leave it empty while",
    ),
    (
        "items/aid.csv",
        set_to(0, kind="indicator", indicator="WDI_NY_GDP_MKTP_CD"),
        "indicator 'WDI_NY_GDP_MKTP_CD' is context, which never decides a status",
    ),
]


@pytest.mark.parametrize(("name", "change", "said"), FAULTS, ids=[said for _, _, said in FAULTS])
def test_each_fault_is_named_and_nothing_stored(
    data: Path, name: str, change: Callable[[Rows], Any], said: str
) -> None:
    before = everything()
    edit(data / name, change)
    with pytest.raises(RegisterError) as refusal:
        load_register()
    assert said in str(refusal.value)
    assert everything() == before


def test_all_faults_are_named_at_once(data: Path) -> None:
    edit(data / "directives.csv", set_to(0, area="space"))
    edit(data / "items/aid.csv", set_to(0, kind="wish"))
    with pytest.raises(RegisterError, match=r"(?s)area 'space'.*kind 'wish'"):
        load_register()


@pytest.mark.parametrize("name", ["sections.csv", "directives.csv", "priorities.csv", "items/aid.csv", "titles/tr.csv"])
def test_a_file_that_is_no_table_is_refused(data: Path, name: str) -> None:
    before = everything()
    (data / name).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableError, match=name):
        load_register()
    assert everything() == before


def test_loading_again_changes_nothing(data: Path) -> None:
    before = everything()
    load_register()
    assert everything() == before


def test_a_changed_title_and_a_removed_item_are_taken_over(data: Path) -> None:
    edit(data / "directives.csv", set_to(0, title="Another title"))
    edit(data / "items/aid.csv", lambda rows: rows.pop())
    count = EvidenceItem.objects.count()
    load_register()
    first = Commitment.objects.filter(kind="directive")[0]
    assert first.titles["en"] == "Another title"
    assert EvidenceItem.objects.count() == count - 1


def test_the_register_is_whole() -> None:
    assert Section.objects.count() == 18
    assert Commitment.objects.filter(kind="directive").count() == 123
    assert Commitment.objects.filter(kind="priority").count() == 52
    assert {row.pillar for row in Section.objects.all()} == {1, 2, 3, 4}
    for row in Commitment.objects.all():
        assert row.titles["en"]
        assert row.title_states.keys() >= row.titles.keys()
