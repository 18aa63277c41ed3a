"""The one figure that stands for a commitment."""

from typing import Any

from ortak.vision.evidence import Basis, Point
from ortak.vision.headline import headline
from ortak.vision.models import EvidenceItem

MEMBERS = ["AZ", "KG", "KZ", "TR", "UZ"]


def item(name: str, indicator: str) -> EvidenceItem:
    return EvidenceItem(
        item=f"TRA-1.{name}", commitment_id="TRA-1", kind="indicator", by="members", indicator=indicator
    )


def series(**values: float) -> list[Point]:
    return [Point(int(year[1:]), value, "recorded", year[1:]) for year, value in values.items()]


def shown(figures: dict[tuple[str, str], list[Point]], *indicators: str) -> dict[str, Any] | None:
    names = indicators or ("one",)
    about = {name: {"unit_measure": "h"} for name in names}
    return headline(Basis({"TRA-1": [item(name, name) for name in names]}, {}, figures, about), "TRA-1", MEMBERS)


def test_the_organization_shows_its_own_figure() -> None:
    found = shown({("one", "ORG"): series(y2022=5, y2023=7, y2024=6), ("one", "KZ"): series(y2025=1)})
    assert found == {
        "indicator": "one",
        "unit": "h",
        "of": "organization",
        "value": 6,
        "period": "2024",
        "change": -1,
        "spark": [[2022, 5], [2023, 7], [2024, 6]],
    }


def test_members_show_the_median_of_the_latest_year_that_most_have() -> None:
    figures = {("one", code): series(y2022=n, y2023=10 * n) for n, code in enumerate(MEMBERS)}
    figures["one", "KZ"] += series(y2024=999)
    found = shown(figures)
    assert found is not None
    assert (found["period"], found["value"], found["low"], found["high"], found["members"]) == ("2023", 20, 0, 40, 5)
    assert found["change"] == 18


def test_the_first_indicator_with_a_figure_stands_for_it() -> None:
    found = shown({("two", "ORG"): series(y2024=3)}, "one", "two")
    assert found is not None
    assert found["indicator"] == "two"


def test_nothing_from_before_2015() -> None:
    assert shown({("one", "ORG"): series(y2001=1, y2014=5)}) is None
    found = shown({("one", "ORG"): series(y2001=1, y2014=5, y2015=6)})
    assert found is not None
    assert (found["value"], found.get("change"), found["spark"]) == (6, None, [])


def test_no_change_over_a_gap() -> None:
    found = shown({("one", "ORG"): series(y2020=1, y2023=5)})
    assert found is not None
    assert "change" not in found


def test_fewer_than_three_members_are_not_the_region() -> None:
    two = {("one", code): series(y2024=3, y2025=4) for code in ("KZ", "UZ")}
    assert shown(two) is None
    found = shown(two | {("one", "TR"): series(y2024=5)})
    assert found is not None
    assert (found["period"], found["members"]) == ("2024", 3)


def test_two_figures_of_one_year_are_no_change() -> None:
    points = [Point(2025.0, 337.0, "reported", "2025-01"), Point(2025 + 7 / 12, 350.0, "reported", "2025-08")]
    found = shown({("one", "ORG"): points})
    assert found is not None
    assert "change" not in found


def test_nothing_where_nothing_is_known() -> None:
    assert shown({}) is None
    assert headline(Basis(), "TRA-1", MEMBERS) is None
