"""The data that ships: every row has a source, nothing lies in the future, every area and directive is covered."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ortak.engines.periods import parse_period

PACKAGE = Path(__file__).parents[2]
AREAS = PACKAGE / "areas"
ITEMS = PACKAGE / "vision" / "data" / "items"
SERIES = PACKAGE / "mechanisms" / "indicators" / "data"
TODAY = date(2026, 11, 24)
MEMBERS = {"AZ", "KG", "KZ", "TR", "UZ"}
#: bound by nothing in the vision; nobody rates them
OBSERVERS = {"HU", "TM", "XN", "ECO-ORG"}
#: where copies of demonstrations lie, not sources
DEMONSTRATIONS = ("sitefabrikasi", "ddevloper")
CLASSES = {"evidence", "assessment", "context"}
NATURES = {"share", "index", "level", "count", "money", "rate"}

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row, file=str(path.relative_to(PACKAGE))) for row in csv.DictReader(file)]


def of_areas(name: str) -> Iterator[Row]:
    for path in sorted(AREAS.glob(f"*/data/{name}.csv")):
        yield from rows(path)


FIGURES, ACTS, OWN = list(of_areas("figures")), list(of_areas("milestones")), list(of_areas("indicators"))
SHIPPED = rows(SERIES / "series.csv")
DEFINED = {row["code"]: row for row in [*OWN, *SHIPPED]}
ALL_ITEMS = [row for path in sorted(ITEMS.glob("*.csv")) for row in rows(path)]
SECTIONS = [row["area"] for row in rows(PACKAGE / "vision" / "data" / "sections.csv")]
DIRECTIVES = [row["code"] for row in rows(PACKAGE / "vision" / "data" / "directives.csv")]


def wrong(found: list[Row], *columns: str) -> list[str]:
    return [f"{row['file']}: {' '.join(row[name] for name in columns)}" for row in found]


def named(row: Row) -> str:
    return row.get("key") or f"{row['indicator']} {row['ref_area']} {row.get('time_period') or row['date']}"


class TestSources:
    def test_every_row_has_a_source_with_title_and_publisher(self) -> None:
        assert [
            named(row) for row in [*FIGURES, *ACTS] if not (row["title"].strip() and row["publisher"].strip())
        ] == []

    def test_a_second_source_is_whole(self) -> None:
        columns = [f"second_{name}" for name in ("who", "form", "title", "publisher")]
        halves = [row for row in ACTS if 0 < sum(bool(row[name]) for name in columns) < len(columns)]
        assert wrong(halves, "key") == []

    def test_a_second_source_is_another_one(self) -> None:
        same = [
            row
            for row in ACTS
            if row["second_url"] and row["second_url"] == row["url"] and row["second_title"] == row["title"]
        ]
        assert wrong(same, "key") == []

    def test_no_source_is_a_copy_of_a_demonstration(self) -> None:
        addresses = [
            (named(row), row[name]) for row in [*FIGURES, *ACTS] for name in ("url", "second_url") if row.get(name)
        ]
        assert [key for key, url in addresses if any(word in url for word in DEMONSTRATIONS)] == []

    def test_no_title_is_a_note_in_brackets(self) -> None:
        titles = [
            (named(row), row[name]) for row in [*FIGURES, *ACTS] for name in ("title", "second_title") if row.get(name)
        ]
        assert [key for key, title in titles if title.startswith("[")] == []

    def test_every_series_has_producer_edition_and_licence(self) -> None:
        columns = ("producer", "dataset", "edition", "licence", "url")
        assert [row["code"] for row in SHIPPED if not all(row[name].strip() for name in columns)] == []

    def test_share_alike_values_lie_in_a_table_of_their_own(self) -> None:
        shared = {row["code"] for row in SHIPPED if "share-alike" in row["licence"]}
        for table in ("values", "pairs"):
            assert {row["indicator"] for row in rows(SERIES / f"{table}_share_alike.csv")} <= shared
            assert {row["indicator"] for row in rows(SERIES / f"{table}.csv")}.isdisjoint(shared)


class TestTime:
    def test_nothing_lies_in_the_future(self) -> None:
        late = [row for row in FIGURES if parse_period(row["time_period"]).first > TODAY]
        late += [row for row in ACTS if parse_period(row["date"]).first > TODAY]
        assert [named(row) for row in late] == []

    def test_no_day_is_told_that_has_not_passed(self) -> None:
        late = [row for row in ACTS if len(row["date"]) == 10 and date.fromisoformat(row["date"]) > TODAY]
        assert wrong(late, "key", "date") == []

    def test_no_series_reaches_into_the_future(self) -> None:
        for path in SERIES.glob("*.csv"):
            header = path.read_text("utf-8").partition("\n")[0].split(",")
            assert max((int(name) for name in header if name.isdigit()), default=0) <= TODAY.year

    def test_targets_and_plans_fulfil_nothing(self) -> None:
        done = [row for row in ACTS if ":done" in row["items"]]
        planned = [row for row in done if {"will", "intends"} & set(row["what"].lower().split())]
        assert wrong(planned, "key", "what") == []


class TestCoverage:
    def test_every_area_has_facts(self) -> None:
        assert len(SECTIONS) == 18
        counts = Counter(Path(row["file"]).parts[1] for row in [*FIGURES, *ACTS])
        assert [area for area in SECTIONS if not counts[area]] == []

    def test_at_least_600_facts_and_figures(self) -> None:
        assert len(FIGURES) + len(ACTS) >= 600

    def test_series_of_at_least_150_indicators_over_the_five_members(self) -> None:
        covered: dict[str, set[str]] = {}
        for name in ("values", "values_share_alike"):
            for row in rows(SERIES / f"{name}.csv"):
                if sum(bool(value) for year, value in row.items() if year.isdigit()) >= 2:
                    covered.setdefault(row["indicator"], set()).add(row["ref_area"])
        assert sum(areas >= MEMBERS for areas in covered.values()) >= 150

    def test_every_directive_has_at_least_two_items(self) -> None:
        counts = Counter(row["code"] for row in ALL_ITEMS)
        assert {code: counts[code] for code in DIRECTIVES if counts[code] < 2} == {}

    def test_keys_are_unique(self) -> None:
        keys = Counter((row["file"], row["key"]) for row in ACTS)
        assert [key for key, count in keys.items() if count > 1] == []

    def test_no_act_is_told_twice(self) -> None:
        """The same states, day, kind and source title in two rows, also of two areas."""
        told = Counter((row["date"], row["states"], row["kind"], row["what"]) for row in ACTS)
        assert [act for act, count in told.items() if count > 1] == []


class TestIndicators:
    def test_every_one_says_class_direction_and_nature(self) -> None:
        for row in DEFINED.values():
            assert row["class"] in CLASSES, row["code"]
            assert row["better"] in {"higher", "lower", "none"}, row["code"]
            assert row["nature"] in NATURES, row["code"]
            assert row["unit"], row["code"]

    def test_codes_are_unique(self) -> None:
        assert len(DEFINED) == len(OWN) + len(SHIPPED)

    def test_what_counts_as_evidence_has_a_direction(self) -> None:
        assert [row["code"] for row in DEFINED.values() if row["class"] == "evidence" and row["better"] == "none"] == []

    def test_figures_are_of_defined_indicators(self) -> None:
        assert sorted({row["indicator"] for row in FIGURES} - DEFINED.keys()) == []

    def test_a_target_has_its_source(self) -> None:
        assert [
            row["code"] for row in OWN if row["target"] and not (row["target_period"] and row["target_source"])
        ] == []

    def test_no_observer_is_rated(self) -> None:
        rated = {code for code, row in DEFINED.items() if row["class"] == "assessment"}
        own = [row for row in FIGURES if row["indicator"] in rated and row["ref_area"] in OBSERVERS]
        assert [named(row) for row in own] == []
        for name in ("values", "values_share_alike"):
            found = rows(SERIES / f"{name}.csv")
            assert {row["ref_area"] for row in found if row["indicator"] in rated}.isdisjoint(OBSERVERS)

    def test_assessments_cover_all_members_or_none(self) -> None:
        editions: dict[tuple[str, str], set[str]] = {}
        for row in FIGURES:
            if DEFINED[row["indicator"]]["class"] == "assessment" and row["ref_area"] in MEMBERS:
                editions.setdefault((row["indicator"], row["time_period"]), set()).add(row["ref_area"])
        assert {key: sorted(MEMBERS - found) for key, found in editions.items() if found != MEMBERS} == {}


class TestItems:
    def test_they_name_indicators_of_evidence_that_exist(self) -> None:
        used = [row for row in ALL_ITEMS if row["indicator"]]
        assert wrong([row for row in used if row["indicator"] not in DEFINED], "item", "indicator") == []
        assert (
            wrong([row for row in used if DEFINED[row["indicator"]]["class"] != "evidence"], "item", "indicator") == []
        )

    def test_acts_name_items_that_exist_and_binds_who_owes_them(self) -> None:
        by = {row["item"]: row["by"] for row in ALL_ITEMS}
        faults = []
        for row in ACTS:
            states = set(row["states"].split(";"))
            for answer in filter(None, row["items"].split(";")):
                item, _, stage = answer.partition(":")
                assert stage in {"decided", "started", "done"}, row["key"]
                counts = bool(states & MEMBERS) if by.get(item) == "members" else "ORG" in states or states >= MEMBERS
                if item not in by or not counts:
                    faults.append(f"{row['file']}: {row['key']} {answer} {row['states']}")
        assert faults == []

    def test_no_observer_owes_anything(self) -> None:
        assert {row["by"] for row in ALL_ITEMS} <= {"ORG", "members"}


@pytest.mark.parametrize("path", sorted(AREAS.glob("*/data/*.csv")), ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_files_are_plain(path: Path) -> None:
    """UTF-8 without a byte-order mark, line feeds, no blanks at the ends of cells."""
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    for row in rows(path):
        assert all(value == value.strip() for value in row.values()), row
