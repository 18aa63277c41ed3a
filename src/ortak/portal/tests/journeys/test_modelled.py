"""What an engine computes is stored as modelled, shown as modelled, and never counts: the chain of the model room,
end to end."""

import pytest
from django.test import Client

from ortak.mechanisms.actors.viewers import PUBLIC
from ortak.mechanisms.indicators.models import Indicator, Observation
from ortak.vision.board import as_dict, board
from ortak.vision.explain import explain
from ortak.vision.models import EvidenceItem
from ortak.vision.views.shared import today
from ortak.vision.what_ifs import answer, questions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def test_a_computed_indicator_is_stored_as_modelled_with_its_method() -> None:
    indicator = Indicator.objects.get(code="language.conversion_accuracy")
    assert (indicator.modelled, indicator.category) == (True, "context")
    rows = list(Observation.objects.current().filter(indicator=indicator))
    assert len(rows) == 5
    for row in rows:
        assert row.modelled
        assert row.method
        assert row.method_version
        assert 50 < row.obs_value <= 100


def test_no_item_asks_for_a_modelled_figure() -> None:
    modelled = set(Indicator.objects.filter(modelled=True).values_list("code", flat=True))
    assert modelled
    assert not EvidenceItem.objects.filter(indicator__in=modelled).exists()


def test_the_page_of_a_modelled_indicator_says_so_and_its_figures_too() -> None:
    page = Client().get("/en/indicators/language.conversion_accuracy/").content.decode()
    assert "odelled" in page
    listed = Client().get("/en/evidence/?kind=figures&indicator=language.conversion_accuracy").content.decode()
    assert listed.count("modelled") >= 5


def test_every_declared_question_is_answered_on_its_directives_page() -> None:
    asked = questions()
    assert "language.common_alphabet" in [each.code for each in asked]
    for each in asked:
        found = answer(each.code, {})["result"]
        for gain in found["gains"]:
            assert gain["low"] <= gain["value"] <= gain["high"]
        for code in each.codes:
            page = Client().get(f"/en/vision/{code}/").content.decode()
            assert each.code in page


def test_the_board_is_the_same_whether_or_not_modelled_figures_exist() -> None:
    before = as_dict(board(PUBLIC, today=today()))
    assert "language.conversion_accuracy" not in str(before)
    assert "language.conversion_accuracy" not in [
        item["indicator"] for item in explain("PRI-35", today=today())["items"]
    ]
