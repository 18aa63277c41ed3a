"""The page of door-to-door times and its API: what is stored is what the engine says now, and answers for N days."""

import csv
import io
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.translation import gettext, override
from markupsafe import escape

from ortak.areas.transport.network import load_network
from ortak.areas.transport.operations.corridors import corridor_of
from ortak.areas.transport.operations.figures import load_figures
from ortak.areas.transport.operations.journeys import journey, journeys
from ortak.areas.transport.operations.measures import usable
from ortak.areas.transport.operations.reliability import (
    BOXES_A_SET,
    ENGINE,
    ENGINE_VERSION,
    SEASONS,
    digest_of,
    way_of,
)
from ortak.areas.transport.reliability_page import digits
from ortak.areas.transport.stored_times import PARTS, document, stored
from ortak.areas.transport.wording import CAUSES, CORRIDORS, MEASURES
from ortak.engines.transport.simulation import simulate
from ortak.engines.transport.what_ifs import in_turn
from ortak.mechanisms.presentation.tests.reading import page

PAGE = "/en/transport/reliability/"
MADE_ANEW = "ortak transport reliability --json > src/ortak/areas/transport/data/reliability.json"


def test_the_times_kept_belong_to_the_figures_of_now() -> None:
    """If this fails: `MADE_ANEW`."""
    network, figures = load_network(), load_figures()
    now = {each.id: digest_of(way_of(network, each, figures), figures) for each in journeys().values()}
    assert {each.id: each.digest for each in stored().values()} == now, MADE_ANEW
    assert (document()["engine"], document()["version"]) == (ENGINE, ENGINE_VERSION)


@pytest.mark.parametrize(("name", "season"), [("xian-poti", "july"), ("istanbul-almaty-road", "january")])
def test_the_times_kept_are_those_of_the_engine(name: str, season: str) -> None:
    """Two journeys are sent again; with the digests that holds all. If this fails: `MADE_ANEW`."""
    kept, network, figures = stored()[name], load_network(), load_figures()
    corridor = corridor_of(network, way_of(network, journey(name), figures), figures)
    again = simulate(corridor, kept.replications, kept.seed, SEASONS[season])
    times = kept.seasons[season]
    found = [again.mean, *(again.quantile(chance) for chance in (0.1, 0.5, 0.9))]
    assert [hours / 24 for hours in found] == pytest.approx(
        [times.mean, times.one_of_ten, times.half, times.nine_of_ten], abs=0.001
    )
    changes = usable(journey(name), corridor)
    chosen = max((each for each in kept.sets), key=lambda each: len(each.measures))
    assert set(chosen.measures) == set(changes)
    changed = simulate(in_turn(*changes.values())(corridor), BOXES_A_SET, kept.seed)
    assert changed.mean / 24 == pytest.approx(chosen.mean.days, abs=0.001)
    assert changed.quantile(0.9) / 24 == pytest.approx(chosen.nine_of_ten.days, abs=0.001)


def test_everything_that_is_stored_has_words_and_adds_up() -> None:
    named = [cause for causes in PARTS.values() for cause in causes]
    for each in stored().values():
        assert each.corridor in CORRIDORS
        assert {cause.name for cause in each.causes} <= set(CAUSES) and len(set(named)) == len(named)
        assert {name for chosen in each.sets for name in chosen.measures} <= set(MEASURES)
        assert sum(each.parts.values()) == pytest.approx(each.year.mean, abs=0.01)
        assert sum(each.year.shares) == pytest.approx(100)
        assert each.sets[0].measures == () and len({chosen.measures for chosen in each.sets}) == len(each.sets)


def test_the_page_needs_no_numbers_library() -> None:
    code = (
        "import sys; from ortak.areas.transport import stored_room, stored_times as t\n"
        "t.stored()['xian-poti'].below(14); stored_room.stored()\n"
        "print(sorted({'numpy', 'numba', 'scipy', 'highspy'} & set(sys.modules)))"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[4])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_smallest_sets_are_the_smallest() -> None:
    """Against every set by hand, for every whole number of days."""
    for each in stored().values():
        for days in range(1, 25):
            for what, found in each.below(days).items():
                enough = [chosen for chosen in each.sets if getattr(chosen, what).days < days]
                least = min((len(chosen.measures) for chosen in enough), default=None)
                assert {chosen.measures for chosen in found} == {
                    chosen.measures for chosen in enough if len(chosen.measures) == least
                }


@pytest.mark.django_db
class TestPage:
    def test_the_sample_answers_what_brings_it_below_so_many_days(self, client: Client) -> None:
        text = page(client, f"{PAGE}?journey=xian-poti&days=14")
        assert "What brings it below 14 days" in text
        first = stored()["xian-poti"].below(14)["mean"][0]
        assert first.measures and all(str(MEASURES[name]) in text for name in first.measures)
        assert "Modelled: it explains, and never counts as evidence." in text
        assert page(client, f"{PAGE}?journey=xian-poti&days=99").count("nothing is needed") == 2
        assert page(client, f"{PAGE}?journey=xian-poti&days=1").count("no set of these measures is enough") == 2

    @pytest.mark.parametrize(
        ("days", "limit", "places"), [(14.994, 15, 2), (14.9996, 15, 4), (15, 15, 1), (14.94, 15, 1), (15.04, 15, 2)]
    )
    def test_rounding_never_hides_the_limit(self, days: float, limit: float, places: int) -> None:
        assert digits(days, limit) == places

    def test_the_page_shows_days_just_below_with_two_digits(self, client: Client) -> None:
        for each in stored().values():
            for chosen in each.sets:
                limit = round(chosen.mean.days)
                if len(chosen.measures) < 2 and 0.005 < limit - chosen.mean.days < 0.05:
                    html = client.get(f"{PAGE}?journey={each.id}&days={limit}").content.decode()
                    assert f">{chosen.mean.days:.2f}<small>" in html and f">{limit}.0<small>" not in html

    def test_assumptions_are_read_in_turkish(self, client: Client) -> None:
        text = client.get(PAGE.replace("/en/", "/tr/")).content.decode()
        for assumed in stored()["xian-poti"].assumptions:
            with override("tr"):
                said = gettext(assumed)
            assert said != assumed and escape(said) in text and escape(assumed) not in text

    def test_journeys_are_chosen_by_corridor_and_direction(self, client: Client) -> None:
        text = page(client, f"{PAGE}?corridor=northern&direction=west")
        assert "1 journey" in text and "Duisburg" in text
        rows = list(csv.DictReader(self.file(client, "journeys.csv?corridor=northern")))
        assert {row["journey"] for row in rows} == {"xian-duisburg", "duisburg-xian"} and len(rows) == 2 * len(SEASONS)

    def test_every_table_and_chart_is_a_file(self, client: Client) -> None:
        for table in ("journeys", "causes", "distribution", "measures"):
            assert len(list(csv.DictReader(self.file(client, f"{table}.csv")))) > 5
        sets = list(csv.DictReader(self.file(client, "measures.csv?days=14")))
        assert {row["mean below"] for row in sets} == {"yes", "no"} and sets[0]["measures"] == "none"
        for chart in ("causes", "distribution"):
            assert ElementTree.fromstring(client.get(f"{PAGE}{chart}.svg").content).tag.endswith("svg")
            assert client.get(f"{PAGE}{chart}.png").content.startswith(b"\x89PNG")
        assert client.get(f"{PAGE}weather.svg").status_code == client.get(f"{PAGE}weather.csv").status_code == 404

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("journey=xian", "there is no journey &#39;xian&#39;; there are xian-poti"),
            ("days=-3", "is not above 0 and at most 365"),
            ("days=nan", "is not above 0 and at most 365"),
            ("days=soon", "days=&#39;soon&#39; is not a number"),
            ("corridor=silk", "is not known; valid are btk, lapis-lazuli, middle, northern"),
            ("direction=up", "is not known; valid are east, west"),
            ("month=3", "there is no parameter &#39;month&#39;"),
        ],
    )
    def test_a_wrong_question_says_what_is_valid(self, client: Client, query: str, message: str) -> None:
        assert message in page(client, f"{PAGE}?{query}", 400)

    def test_a_page_hardly_asks_the_database_and_is_sent_once(
        self, client: Client, django_assert_max_num_queries
    ) -> None:
        with django_assert_max_num_queries(3):
            first = client.get(PAGE)
        assert client.get(PAGE, headers={"if-none-match": first["ETag"]}).status_code == 304

    def test_the_api_says_what_the_page_says(self, client: Client) -> None:
        found = client.get("/api/v1/transport/reliability", {"corridor": "btk"}).json()
        assert [each["id"] for each in found["journeys"]] == ["xian-istanbul", "istanbul-xian"]
        assert found["journeys"][0]["seasons"]["year"]["half"] == pytest.approx(stored()["xian-istanbul"].year.half)
        below = client.get("/api/v1/transport/below", {"journey": "xian-poti", "days": 14}).json()
        kept = stored()["xian-poti"]
        assert [each["measures"] for each in below["mean"]] == [list(each.measures) for each in kept.below(14)["mean"]]
        assert len(below["all"]) == len(kept.sets)
        for wrong in ({"days": 0}, {"days": 5, "journey": "xian"}, {"days": 5, "by": "road"}, {}):
            assert client.get("/api/v1/transport/below", wrong).status_code in (400, 422)

    def file(self, client: Client, name: str) -> io.StringIO:
        answer = client.get(f"{PAGE}{name}")
        assert answer.status_code == 200
        return io.StringIO(answer.content.decode("utf-8-sig"))
