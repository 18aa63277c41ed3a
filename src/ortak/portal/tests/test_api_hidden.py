"""A row that is hidden from the public changes no byte and no header of what the public gets, anywhere in the API."""

from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from ortak.mechanisms.actors.models import Audience
from ortak.mechanisms.actors.services import audience_of
from ortak.mechanisms.actors.viewers import Viewer
from ortak.mechanisms.indicators.models import Milestone, Observation
from ortak.mechanisms.indicators.recording import (
    NewMilestone,
    NewObservation,
    NewSource,
    record_milestones,
    record_observations,
)
from ortak.portal.api.documents import described
from ortak.vision.board import as_dict, board
from ortak.vision.bulk import write
from ortak.vision.catalogue import catalogue
from ortak.vision.models import EvidenceItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

TODAY = date(2026, 11, 24)
AZERBAIJAN = Viewer(frozenset({"AZ"}), in_organization=True)
SECRET = "Draft that nobody else has read"
INDICATOR = "WDI_IS_RRS_TOTL_KM"


def record(audience: Audience) -> None:
    """A figure and an act that would change a status if the public knew of them."""
    source = NewSource("state", "document", SECRET, "A ministry of Azerbaijan")
    figures = [
        NewObservation(INDICATOR, "AZ", str(year), 9_000.0 + 1_000 * year, source, "statistic")
        for year in range(2021, 2026)
    ]
    record_observations(figures, dataset="az.drafts", today=TODAY, owner="AZ", audience=audience)
    items = EvidenceItem.objects.filter(kind="act").values_list("commitment", "item")
    marks = tuple((str(code), item, "done") for code, item in items)
    act = NewMilestone("draft", "2026", ("ORG", "AZ"), "law", {"en": SECRET}, marks, source, "act")
    record_milestones([act], dataset="az.drafts", today=TODAY, owner="AZ", audience=audience)


def addresses() -> list[str]:
    """Every operation that answers to GET, with something to say in each part of its path."""
    act, figure = (
        model.objects.current().filter(audience__key="public").latest("id").pk for model in (Milestone, Observation)
    )
    known = {"code": ["TRA-1", INDICATOR, "language.common_alphabet"], "id": [str(act), str(figure)]}
    found = ["/api/v1/docs", "/api/v1/openapi.json", "/api/v1/evidence?limit=1000", "/api/v1/evidence?state=AZ"]
    found += ["/api/v1/board?known_on=2026-11-24", f"/api/v1/evidence?indicator={INDICATOR}&known_on=2026-11-24"]
    for path, methods in described()["paths"].items():
        for name, values in known.items():
            if f"{{{name}}}" in path:
                found += [path.replace(f"{{{name}}}", value) for value in values]
        if "get" in methods and "{" not in path:
            found.append(path)
    return found


def everything(home: Path, settings: Any, paths: list[str]) -> dict[str, tuple[int, bytes, dict[str, str]]]:
    settings.HOME = home  # so that the bulk file is made anew
    home.mkdir()
    answers = {}
    for path in paths:
        answer = Client().get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[path] = (answer.status_code, body, dict(answer.headers))
    return answers


def test_a_hidden_row_changes_no_byte_of_what_the_public_gets(settings: Any, tmp_path: Path) -> None:
    paths = addresses()
    before = everything(tmp_path / "before", settings, paths)
    assert sum(status == 200 for status, _, _ in before.values()) >= 25
    record(audience_of(["AZ"]))
    after = everything(tmp_path / "after", settings, paths)
    for path in paths:
        assert after[path] == before[path], path


def test_its_owner_sees_it_everywhere(tmp_path: Path) -> None:
    record(audience_of(["AZ"]))
    assert sum(row["title"] == SECRET for row in catalogue(viewer=AZERBAIJAN)) == 1
    assert as_dict(board(AZERBAIJAN, today=TODAY))["directives"] != as_dict(board(today=TODAY))["directives"]
    write(tmp_path / "theirs.zip", AZERBAIJAN)
    with ZipFile(tmp_path / "theirs.zip") as archive:
        assert SECRET in archive.read("data/milestones.csv").decode()
        assert SECRET in archive.read("data/sources.csv").decode()


def test_a_public_row_changes_every_tag() -> None:
    tag = Client().get("/api/v1/acts")["ETag"]
    record(Audience.objects.get(key="public"))
    assert Client().get("/api/v1/acts", headers={"If-None-Match": tag}).status_code == 200
