"""The API says what the command line says, within a budget of queries, in pages that hold each row once."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from ortak.cli import cli
from ortak.engines.progress import MOVEMENT_RULES, STATUS_RULES
from ortak.mechanisms.actors.services import roles_on
from ortak.mechanisms.indicators.models import Indicator, Milestone, Observation
from ortak.mechanisms.presentation import conditional
from ortak.vision.what_ifs import questions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

API = "/api/v1/"
RAILWAYS = "WDI_IS_RRS_TOTL_KM"


def get(path: str, status: int = 200, **headers: str) -> Any:
    answer = Client().get(API + path, headers=headers)
    assert answer.status_code == status, answer.content[:500]
    return answer.json()


def said(*arguments: str) -> Any:
    """What the command line writes."""
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("board", "board --json"),
        ("board?language=tr&area=transport&area=energy", "board --json --lang tr --area transport --area energy"),
        ("board?actor=kz&status=on_track&order=known", "board --json --actor KZ --status on_track --order known"),
        ("board?known_on=2026-11-24&q=rail", "board --json --known-on 2026-11-24 --find rail"),
        ("explain/TRA-5", "explain TRA-5 --json"),
        ("explain/pri-35?known_on=2026-11-24", "explain PRI-35 --json --known-on 2026-11-24"),
        ("acts", "acts --json"),
        ("directives?language=kk", "vision list --kind directive --lang kk --json"),
        ("priorities", "vision list --kind priority --json"),
        (f"indicators/{RAILWAYS}/outlook", f"outlook {RAILWAYS} --json"),
        (f"indicators/{RAILWAYS}/outlook?state=KZ", f"outlook {RAILWAYS} --area KZ --json"),
    ],
)
def test_the_answer_is_that_of_the_command_line(path: str, arguments: str) -> None:
    assert get(path) == said(*arguments.split())


def test_an_order_can_be_turned_round() -> None:
    rows = get("board")["directives"]
    assert get("board?down=1")["directives"] == rows[::-1]


def test_the_answers_to_what_ifs_are_those_of_the_command_line() -> None:
    asked = questions()
    assert [each["code"] for each in get("what-ifs")] == [each.code for each in asked]
    for each in asked:
        assert get(f"what-ifs/{each.code}") == said("whatif", each.code, "--json")[0]


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ("kind=acts", "--kind acts"),
        ("code=TRA-5&state=KZ", "--code TRA-5 --state KZ"),
        (f"indicator={RAILWAYS}", f"--indicator {RAILWAYS}"),
        ("state=hu&kind=acts&known_on=2026-11-24", "--state HU --kind acts --known-on 2026-11-24"),
    ],
)
def test_all_pages_together_are_what_the_command_line_lists(query: str, arguments: str) -> None:
    assert rows_of(f"evidence?{query}&limit=400") == said("evidence", "list", *arguments.split(), "--json")


def rows_of(path: str) -> list[Any]:
    """The rows of every page, from the first to the last."""
    found: list[Any] = []
    address: str | None = API + path
    while address:
        page = Client().get(address).json()
        found += page["results"]
        address = page["next"]
    assert len(found) == page["count"]
    return found


def test_pages_hold_each_row_once_also_where_acts_end_and_figures_begin() -> None:
    acts, figures = Milestone.objects.current().count(), Observation.objects.current().count()
    end = get(f"evidence?limit=7&offset={acts - 3}")
    assert end["count"] == acts + figures
    assert [row["kind"] == "figure" for row in end["results"]] == [False] * 3 + [True] * 4
    last = get(f"evidence?limit=1000&offset={acts + figures - 5}")
    assert (len(last["results"]), last["next"]) == (5, None)
    assert get(f"evidence?offset={acts + figures}")["results"] == []


@settings(max_examples=25)
@given(offset=st.integers(0, 60_000), limit=st.integers(1, 40))
def test_a_page_is_a_slice_of_the_whole(offset: int, limit: int) -> None:
    figures = Observation.objects.current().order_by(
        "indicator__code", "ref_area", "counterpart_area", "first_day", "id"
    )
    page = get(f"evidence?kind=figures&offset={offset}&limit={limit}")
    expected = [str(identity) for identity in figures.values_list("id", flat=True)[offset : offset + limit]]
    assert [row["id"] for row in page["results"]] == expected


def test_a_page_names_its_neighbours() -> None:
    answer = Client().get(f"{API}evidence?kind=acts&limit=10&offset=20")
    here = "http://testserver/api/v1/evidence?kind=acts&limit=10&offset="
    assert (answer.json()["next"], answer.json()["previous"]) == (f"{here}30", f"{here}10")
    assert answer["Link"] == f'<{here}30>; rel="next", <{here}10>; rel="prev"'
    assert get("evidence?kind=acts")["previous"] is None


def test_a_row_of_evidence_has_its_history() -> None:
    row = get("evidence?kind=figures&limit=1")["results"][0]
    version = get(f"evidence/{row['id']}")
    assert {name: version[name] for name in row} == row
    assert (version["version"], version["withdrawn"]) == (1, False)
    assert get(f"evidence/{row['id']}/history") == [version]


def test_indicators_can_be_filtered() -> None:
    chosen = rows_of("indicators?area=transport&class=evidence&q=rail&limit=5")
    expected = Indicator.objects.filter(area="transport", category="evidence", titles__en__icontains="rail")
    assert [row["code"] for row in chosen] == list(expected.order_by("code").values_list("code", flat=True))


def test_an_indicator_has_the_series_and_the_movement_that_decide_a_status() -> None:
    chain = get("explain/ENE-2")
    judged = [item for item in chain["items"] if item["figures"]]
    assert judged
    for item in judged:
        series = get(f"indicators/{item['indicator']}")["series"]
        for actor, figures in item["figures"].items():
            assert series[actor]["movement"] == figures["movement"]
            recent = [point for point in series[actor]["points"] if point["period"] >= "2000"]
            assert recent == figures["points"]


def test_context_and_assessments_are_shown_and_not_judged() -> None:
    for category in ("context", "assessment"):
        code = (
            Indicator.objects.filter(category=category, pairs=False).order_by("code").values_list("code", flat=True)[0]
        )
        series = get(f"indicators/{code}")["series"]
        assert series
        assert {each["movement"] for each in series.values()} == {None}


def test_the_rules_are_those_of_the_engine() -> None:
    words = get("status-words")
    assert [(rule["id"], rule["sentence"]) for rule in words["status_rules"]] == [
        (rule.id, rule.sentence) for rule in STATUS_RULES
    ]
    assert {rule["id"]: rule["sentence"] for rule in words["movement_rules"]} == MOVEMENT_RULES
    assert len(words["statuses"]) == 9


def test_participants_stand_by_role() -> None:
    found = get("participants")
    assert "No position" in found["note"]
    roles = [row["role"] for row in found["participants"]]
    assert roles == sorted(roles, key=["organization", "member", "observer", "body"].index)
    assert len(roles) == len(roles_on(date.fromisoformat(found["as_of"])))


def test_the_index_lists_every_operation_and_service() -> None:
    index, document = get(""), get("openapi.json")
    assert [row["path"] for row in index["resources"]] == list(document["paths"])
    assert "/api/v1/language/convert" in document["paths"]
    assert all(row["page"] is None or row["page"].startswith("/en/") for row in index["services"])


BUDGETS = {
    "": 2,
    "openapi.json": 2,
    "docs": 2,
    "board": 12,
    "board?known_on=2026-11-24": 16,
    "explain/TRA-5": 24,
    "directives": 4,
    "priorities": 3,
    "vision/TRA-1": 6,
    "acts": 6,
    "evidence": 12,
    "evidence?limit=1000": 13,
    "evidence?code=TRA-5&state=KZ&known_on=2026-11-24": 14,
    "indicators?limit=1000": 3,
    f"indicators/{RAILWAYS}": 6,
    f"indicators/{RAILWAYS}/observations?limit=1000": 10,
    "indicators/DOTS_EXP/observations?limit=1000": 10,
    "what-ifs": 2,
    "actors": 4,
    "participants": 3,
    "status-words": 2,
}


@pytest.mark.parametrize("path", BUDGETS)
def test_an_answer_needs_few_queries(path: str, django_assert_max_num_queries: Callable[..., Any]) -> None:
    Client().get(API + path)
    with django_assert_max_num_queries(BUDGETS[path]):
        assert Client().get(API + path).status_code == 200


@pytest.mark.parametrize("path", [path for path in BUDGETS if path != "docs"])
def test_what_has_not_changed_is_not_sent_again(path: str, django_assert_max_num_queries: Callable[..., Any]) -> None:
    first = Client().get(API + path)
    tag = first["ETag"]
    assert (first["Cache-Control"], first["Content-Language"]) == ("no-cache", "en")
    assert tag.startswith('"')
    with django_assert_max_num_queries(2):
        again = Client().get(API + path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert Client().get(API + path, headers={"If-None-Match": '"other"'}).content == first.content


def test_any_tag_holds_for_what_is_there_and_none_for_what_is_not() -> None:
    assert Client().get(f"{API}acts", headers={"If-None-Match": "*"}).status_code == 304
    assert Client().get(f"{API}explain/NO-1", headers={"If-None-Match": "*"}).status_code == 404


def test_a_tag_does_not_outlive_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(days=1)

    tag = Client().get(f"{API}acts")["ETag"]
    monkeypatch.setattr(conditional, "datetime", Tomorrow)
    assert Client().get(f"{API}acts", headers={"If-None-Match": tag}).status_code == 200


def test_the_readers_language_changes_nothing() -> None:
    plain, turkish = (Client().get(f"{API}status-words", headers=given) for given in ({}, {"Accept-Language": "tr"}))
    assert (plain.content, plain["ETag"]) == (turkish.content, turkish["ETag"])


def test_names_of_forms_are_unique() -> None:
    """Two forms of one name would silently become one in the OpenAPI document."""
    described = set(get("openapi.json")["components"]["schemas"])

    def below(form: type[BaseModel]) -> Iterator[type[BaseModel]]:
        for each in form.__subclasses__():
            yield each
            yield from below(each)

    ours = {each for each in below(BaseModel) if each.__module__.startswith("ortak.") and each.__name__ in described}
    names = Counter(each.__name__ for each in ours)
    assert len(names) > 40
    assert [name for name, times in names.items() if times > 1] == []
