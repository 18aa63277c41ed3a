"""The bulk file: valid to a validator that we did not write, whole, and the same bytes for the same state."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import frictionless
import pytest

from ortak.mechanisms.indicators.models import Agreement, Indicator, Milestone, Observation, Source
from ortak.vision.acts import acts
from ortak.vision.board import board
from ortak.vision.bulk import chunks, write
from ortak.vision.bulk.package import NOTICE
from ortak.vision.bulk.tables import TABLES
from ortak.vision.catalogue import Wanted, catalogue
from ortak.vision.models import Commitment, EvidenceItem
from ortak.vision.views.shared import today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def file(loaded: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bulk file of the public, written once. Outside a transaction it is read from one moment of the database."""
    path = tmp_path_factory.mktemp("bulk") / "ortak-data.zip"
    with django_db_blocker.unblock():
        write(path)
    return path


@pytest.fixture
def package(file: Path) -> Iterator[ZipFile]:
    with ZipFile(file) as archive:
        yield archive


def rows(package: ZipFile, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package.read(f"data/{table}.csv").decode(), newline="")))


def test_a_validator_of_others_finds_nothing_wrong(file: Path, tmp_path: Path) -> None:
    """Types, words, uniqueness, keys between tables, sizes and digests."""
    with ZipFile(file) as archive:
        archive.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert [(task.name, error.message) for task in report.tasks for error in task.errors] == []
    assert report.errors == []
    assert [task.name for task in report.tasks] == [table.name for table in TABLES]


def test_the_same_validator_finds_what_is_wrong(file: Path, tmp_path: Path) -> None:
    wrong = {
        "observations": ("recorded", "rumoured"),
        "statuses": (",AZ,", ",ATLANTIS,"),
        "items": ("members", "everybody"),
    }
    with ZipFile(file) as archive:
        archive.extractall(tmp_path)
    for table, (right, other) in wrong.items():
        damaged = tmp_path / "data" / f"{table}.csv"
        damaged.write_text(damaged.read_text("utf-8").replace(right, other, 1), "utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {task.name for task in report.tasks if task.errors} == set(wrong)


def test_every_table_and_column_is_described(package: ZipFile) -> None:
    descriptor = json.loads(package.read("datapackage.json"))
    read_me = package.read("README.md").decode()
    assert NOTICE in read_me
    assert NOTICE in descriptor["description"]
    assert sorted(package.namelist()) == sorted(
        ["README.md", "datapackage.json", *(each["path"] for each in descriptor["resources"])]
    )
    for resource in descriptor["resources"]:
        assert resource["path"] in read_me
        assert package.getinfo(resource["path"]).file_size == resource["bytes"]
        header = package.read(resource["path"]).decode().splitlines()[0].split(",")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(len(field["description"]) > 3 for field in fields)
        numbers = [field for field in fields if field["type"] == "number"]
        assert all(field["unit"] for field in numbers)


def test_it_holds_everything_public_once(package: ZipFile) -> None:
    figures = ["observations", "observations_share_alike", "pairs", "pairs_share_alike"]
    identities = [row["id"] for table in figures for row in rows(package, table)]
    assert sorted(identities) == sorted(map(str, Observation.objects.current().values_list("id", flat=True)))
    assert len(rows(package, "milestones")) == Milestone.objects.current().count() >= 1
    assert len(rows(package, "commitments")) == Commitment.objects.count() == 175
    assert (len(rows(package, "directives")), len(rows(package, "priorities"))) == (123, 52)
    assert len(rows(package, "items")) == EvidenceItem.objects.count()
    assert len(rows(package, "indicators")) == Indicator.objects.count()
    assert len(rows(package, "agreements")) == Agreement.objects.count()


def test_statuses_are_those_of_the_board(package: ZipFile) -> None:
    shown = board(today=today())
    expected = {
        (row.code, actor): (cell.status, cell.grade or "", str(cell.known), str(cell.required))
        for row in (*shown.directives, *shown.priorities)
        for actor, cell in row.columns.items()
    }
    found = {
        (row["code"], row["actor"]): (row["status"], row["grade"], row["known"], row["required"])
        for row in rows(package, "statuses")
    }
    assert found == expected


def test_signatories_are_those_of_the_acts_in_force(package: ZipFile) -> None:
    found = {(row["agreement"], row["actor"]): row["status"] for row in rows(package, "agreement_signatories")}
    expected = {
        (act["id"], actor): own["status"] for act in acts(today=today()) for actor, own in act["signatories"].items()
    }
    assert found == expected


def test_a_row_says_what_the_list_of_evidence_says(package: ZipFile) -> None:
    sources = {row["source"]: row for row in rows(package, "sources")}
    listed = {row["id"]: row for row in catalogue(Wanted(code="TRA-5"))}
    assert listed
    told = {row["id"]: row for table in ("observations", "milestones") for row in rows(package, table)}
    for identity, row in listed.items():
        own = told[identity]
        assert (own["time_period"], own["grade"], own["how"], own["owner"]) == (
            row["date"],
            row["grade"],
            row["how"],
            row["owner"],
        )
        source = sources[own["source"]]
        assert (source["title"], source["address"] or None) == (row["source"]["title"], row["source"]["address"])
        if "value" in row:
            assert float(own["obs_value"]) == row["value"]


def test_figures_under_a_share_alike_licence_stand_apart(package: ZipFile) -> None:
    alike = set(Indicator.objects.filter(share_alike=True).values_list("code", flat=True))
    licences = {row["source"]: row["licence"] for row in rows(package, "sources")}
    for table in ("observations", "pairs"):
        plain, apart = rows(package, table), rows(package, f"{table}_share_alike")
        assert {row["indicator"] for row in apart} <= alike
        assert not {row["indicator"] for row in plain} & alike
        assert not [row for row in plain if "SA" in licences[row["source"]]]
    resources = {each["name"]: each for each in json.loads(package.read("datapackage.json"))["resources"]}
    assert [each["name"] for each in resources["observations_share_alike"]["licenses"]] == ["CC-BY-SA-3.0-IGO"]
    assert "CC-BY-4.0" in [each["name"] for each in resources["observations"]["licenses"]]


def test_only_sources_that_something_rests_on_are_told(package: ZipFile) -> None:
    Source.objects.create(digest="f" * 64, who="press", form="news", title="Nobody cites me", publisher="Nobody")
    told = {row["source"] for row in rows(package, "sources")}
    used = set()
    for table in ("observations", "observations_share_alike", "pairs", "pairs_share_alike", "milestones", "agreements"):
        for row in rows(package, table):
            used |= {row["source"], row.get("second_source", "")}
    assert told == used - {""}


def test_the_same_state_gives_the_same_bytes_in_pieces(file: Path) -> None:
    pieces = list(chunks())
    assert b"".join(pieces) == file.read_bytes()
    assert max(map(len, pieces)) < 600_000


def test_a_stream_that_cannot_be_rewound_will_do(file: Path) -> None:
    class Pipe(io.RawIOBase):
        held = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.held += bytes(data)
            return len(data)

    pipe = Pipe()
    write(pipe)
    assert pipe.held == file.read_bytes()
