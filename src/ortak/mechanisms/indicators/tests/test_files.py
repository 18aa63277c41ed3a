"""Files of figures and acts as people write them: every fault is named with file and line, and batches are whole."""

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.mechanisms.contract.tables import TableError
from ortak.mechanisms.indicators import files
from ortak.mechanisms.indicators.files import import_file, number
from ortak.mechanisms.indicators.models import Milestone, Observation
from ortak.mechanisms.indicators.recording import EvidenceError, Recorded
from ortak.mechanisms.indicators.tests.samples import TODAY, define

FIGURE = {
    "indicator": "test.hours",
    "ref_area": "KZ",
    "counterpart_area": "",
    "time_period": "2023",
    "value": "5.5",
    "who": "state",
    "how": "statistic",
    "form": "document",
    "title": "Transport in figures",
    "publisher": "Ministry of Transport",
    "published": "2025",
    "url": "https://example.kz",
    "locator": "table 4",
    "note": "",
}
ACT = {
    "key": "road-2023",
    "date": "2023-05-04",
    "states": "KZ;UZ",
    "kind": "law",
    "what": "Two states passed a law on roads.",
    "codes": "TRA-1;TRA-2",
    "items": "TRA-2.law:done",
    "agreement": "",
    "step": "",
    "who": "state",
    "how": "act",
    "form": "gazette",
    "title": "Law on roads",
    "publisher": "Gazette",
    "published": "2023",
    "url": "",
    "locator": "article 1",
    "second_who": "press",
    "second_form": "news",
    "second_title": "A law on roads",
    "second_publisher": "News agency",
    "second_published": "",
    "second_url": "",
    "second_locator": "second paragraph",
}


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    return path


def days(count: int) -> list[str]:
    """So many different days before today."""
    return [f"{2000 + n // 336}-{n % 336 // 28 + 1:02}-{n % 28 + 1:02}" for n in range(count)]


@pytest.mark.usefixtures("actors")
class TestImport:
    @pytest.fixture(autouse=True)
    def indicator(self, actors: None) -> None:
        define()

    def load(self, path: Path, kind: str = "figures", **options: Any) -> Recorded:
        return import_file(path, kind, dataset="test", today=TODAY, **options)

    def test_a_figure_is_stored_with_all_that_the_file_says(self, tmp_path: Path) -> None:
        assert self.load(written(tmp_path / "f.csv", [FIGURE])) == Recorded(added=1)
        row = Observation.objects.select_related("source", "indicator").get(dataset="test")
        assert (row.indicator.code, row.ref_area, row.time_period, row.obs_value) == ("test.hours", "KZ", "2023", 5.5)
        assert (row.source.title, row.source.publisher) == ("Transport in figures", "Ministry of Transport")
        assert (row.source.url, row.locator, row.how) == ("https://example.kz", "table 4", "statistic")

    def test_an_act_is_stored_with_all_that_the_file_says(self, tmp_path: Path) -> None:
        assert self.load(written(tmp_path / "m.csv", [ACT]), "milestones") == Recorded(added=1)
        row = Milestone.objects.get(dataset="test")
        assert sorted(bound.actor for bound in row.binds.all()) == ["KZ", "UZ"]
        marks = sorted((mark.code, mark.item, mark.stage) for mark in row.marks.all())
        assert marks == [("TRA-1", "", ""), ("TRA-2", "TRA-2.law", "done")]
        assert row.second_source is not None
        assert (row.second_source.publisher, row.second_locator) == ("News agency", "second paragraph")

    def test_it_is_stored_in_batches_of_500(self, tmp_path: Path) -> None:
        path = written(tmp_path / "f.csv", [FIGURE | {"time_period": day} for day in days(1201)])
        told: list[tuple[int, int]] = []
        self.load(path, progress=lambda done, report: told.append((done, report.added)))
        assert told == [(500, 500), (1000, 1000), (1201, 1201)]
        assert len(set(Observation.objects.filter(dataset="test").values_list("recorded_at"))) == 3

    def test_running_it_again_goes_on_where_it_stopped(self, tmp_path: Path) -> None:
        path = written(tmp_path / "f.csv", [FIGURE | {"time_period": day} for day in days(1201)])

        class Stopped(Exception):
            pass

        def stop(done: int, report: Recorded) -> None:
            if done == 1000:
                raise Stopped

        with pytest.raises(Stopped):
            self.load(path, progress=stop)
        assert Observation.objects.filter(dataset="test").count() == 1000
        assert self.load(path) == Recorded(added=201, unchanged=1000)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"value": "5,5"}, "value '5,5' is no number; write it with a decimal point and without separators"),
            ({"value": ""}, "value '' is no number"),
            ({"value": "1_000"}, "value '1_000' is no number"),
            ({"value": "nan"}, "value 'nan' is no number"),
            ({"value": "１２"}, "value '１２' is no number"),
            ({"value": "1e19"}, "value 1e19 is not a finite number up to 1e+18"),
            ({"value": "1e9999"}, "value 1e9999 is not a finite number"),
            ({"value": "9" * 5000}, "value 9999"),
            ({"time_period": "2030"}, "2030 lies in the future"),
            ({"ref_area": "ATLANTIS"}, "'ATLANTIS' is no known actor"),
            ({"title": ""}, "a source needs a title and a publisher"),
            ({"title": "x" * 401}, "title has 401 characters; at most 400 are stored"),
            ({"time_period": "2000-01-01"}, "the same as"),
        ],
    )
    def test_one_bad_figure_among_many_stores_nothing(self, tmp_path: Path, change: dict[str, str], said: str) -> None:
        rows = [FIGURE | {"time_period": day} for day in days(600)]
        path = written(tmp_path / "f.csv", [*rows, FIGURE | change])
        with pytest.raises(EvidenceError) as refusal:
            self.load(path)
        assert str(refusal.value).startswith(f"{path}, line 602: {said}")
        assert not Observation.objects.filter(dataset="test").exists()

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"items": "TRA-2.law"}, "item 'TRA-2.law' must read CODE.slug:stage, e.g. TRA-5.cmr:done"),
            ({"items": "law:done"}, "item 'law:done' must read CODE.slug:stage"),
            ({"items": "TRA-2.law:soon"}, "stage 'soon' is not one of decided, started, done"),
            ({"items": "TRA-2.law:done;TRA-2.law:started"}, "item TRA-2.law stands twice"),
            ({"codes": "roads"}, "code 'roads' is no code of the vision"),
            ({"states": " ; "}, "states is empty"),
            ({"states": "KZ,UZ"}, "'KZ,UZ' is no known actor"),
            ({"what": ""}, "the sentence that says what was done is empty"),
            ({"second_title": ""}, "a source needs a title and a publisher"),
            ({"agreement": "no-such", "step": "signed"}, "agreement 'no-such' is not defined"),
            ({"key": "road-2023"}, "the same as"),
        ],
    )
    def test_one_bad_act_among_many_stores_nothing(self, tmp_path: Path, change: dict[str, str], said: str) -> None:
        path = written(tmp_path / "m.csv", [ACT, ACT | {"key": "other"} | change])
        with pytest.raises(EvidenceError) as refusal:
            self.load(path, "milestones")
        assert str(refusal.value).startswith(f"{path}, line 3: {said}")
        assert not Milestone.objects.filter(dataset="test").exists()

    @pytest.mark.parametrize("column", files.FIGURE_COLUMNS)
    def test_a_missing_column_is_named(self, tmp_path: Path, column: str) -> None:
        path = written(tmp_path / "f.csv", [{name: FIGURE[name] for name in FIGURE if name != column}])
        with pytest.raises(TableError, match=rf"line 1: columns {column} are missing"):
            self.load(path)

    def test_a_file_of_something_else_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(
            EvidenceError, match="a file of 'people' cannot be imported; valid are figures and milestones"
        ):
            self.load(written(tmp_path / "f.csv", [FIGURE]), "people")

    def test_a_directory_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(TableError, match="it is a directory"):
            self.load(tmp_path)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e18, max_value=1e18))
def test_every_number_that_can_be_stored_can_be_written(value: float) -> None:
    assert number(repr(value), "here") == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused_with_its_place(text: str) -> None:
    try:
        found = number(text, "here")
    except EvidenceError as error:
        assert str(error).startswith("here: value ")
    else:
        assert found == float(text)
