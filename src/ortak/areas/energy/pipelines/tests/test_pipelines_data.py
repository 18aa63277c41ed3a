"""The facts on pipelines, the model made of them, its stored answers, and the verbs that print them."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.test import Client

from ortak.areas.energy.commands import cli
from ortak.areas.energy.pipelines import what_ifs
from ortak.areas.energy.pipelines.facts import load_facts, read_facts
from ortak.areas.energy.pipelines.measures import MEASURES
from ortak.areas.energy.pipelines.modelling import network_of, usual_year
from ortak.areas.energy.pipelines.stored import stored_answers, stored_outages, stored_what_ifs
from ortak.engines.energy.pipelines.errors import BadNetwork

FOLDER = files("ortak.areas.energy") / "data" / "pipelines"
NAMED = (
    "btc baku-supsa scp tanap tap turkstream-1 turkstream-2 blue-stream tabriz-ankara cagp-a cagp-b cagp-c cagp-d "
    "beyneu-shymkent bukhara-ural cac-east korpeje-kordkuy dauletabad-khangiran igb serbia-hungary kazakhstan-china "
    "cpc atyrau-samara kirkuk-ceyhan lng-marmara trans-caspian igdir-nakhchivan"
)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["gas", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_every_row_has_a_source_and_the_pipes_asked_for_are_there():
    facts = load_facts()
    assert set(NAMED.split()) <= set(facts.lines)
    cited = [line.capacity_cited for line in facts.lines.values()]
    cited += [each.cited for each in facts.amounts.values()] + [each.cited for each in facts.projects.values()]
    assert {each.source for each in cited} <= set(facts.sources)
    used = {each.source for each in cited} | {line.size_cited.source for line in facts.lines.values()} | {"geonames"}
    used |= {line.status_cited.source for line in facts.lines.values()}
    assert set(facts.sources) == used - {""}
    assert all(source.url.startswith("http") for source in facts.sources.values())


def test_capacities_that_two_sources_give_agree():
    """SCP with its expansion after the Southern Gas Corridor is 23.4; the operator's first line is 7.41."""
    lines = load_facts().lines
    assert (lines["scp"].capacity or 0) + (lines["scpx"].capacity or 0) == pytest.approx(23.4)
    assert sum(lines[f"cagp-{each}"].capacity or 0 for each in "abc") == 55  # CNPC, 2014


def test_states_that_produce_and_need_are_those_of_the_factbook():
    amounts = load_facts().amounts
    needed = {each.state: 0.0 for each in amounts.values() if each.kind == "demand"}
    for each in amounts.values():
        if each.kind == "demand":
            needed[each.state] += each.amount or 0.0
    assert needed["KZ"] == pytest.approx(22.223) and needed["TR"] == pytest.approx(50.211)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("pipes", ",15.99,", ",much,", "pipes.csv, line 3, capacity: 'much' is not a number"),
        ("pipes", "az-baku ge-tbilisi tr-turkgozu,no,7.41", "az-baku mars,no,7.41", "there is no place 'mars'"),
        ("pipes", "sgc-scp", "hearsay", "'hearsay' is none of"),
        ("balances", ",demand,", ",wish,", "'wish' is none of production"),
        ("expansions", ",tap,10,", ",tip,10,", "pipe: 'tip' is none of"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(tmp_path: Path, file, old, new, message):
    shutil.copytree(str(FOLDER), tmp_path / "data")
    path = tmp_path / "data" / f"{file}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadNetwork, match=message):
        read_facts(tmp_path / "data")


def test_the_answers_kept_are_those_of_the_engine():
    """If this fails: `ortak energy gas answers > src/ortak/areas/energy/data/pipelines/answers.json`."""
    code, said = run("answers")
    assert code == 0 and json.loads(said) == stored_answers()


def test_the_what_ifs_kept_are_those_of_the_engine():
    """If this fails: `ortak energy gas whatif --json > src/ortak/areas/energy/data/pipelines/what_ifs.json`."""
    code, said = run("whatif", "--json")
    assert code == 0 and {each["code"]: each for each in json.loads(said)["what_ifs"]} == stored_what_ifs()


def test_every_outage_is_proved_and_adds_up():
    assert len(stored_outages()) > 45
    for pipe, found in stored_outages().items():
        cut = found["cut"]
        parts = sum(sum(cut[name].values()) for name in ("pipes", "supplies", "demands"))
        assert found["proved"] and parts == pytest.approx(cut["value"]), pipe


def test_a_usual_year_serves_every_demand():
    _, carried = usual_year("gas")
    assert not any(carried.unserved.values())
    assert set(network_of(load_facts(), "oil").pipes) & {"btc", "cpc"} == {"btc", "cpc"}


def test_the_area_declares_what_the_engine_can_answer():
    declared = {each.code: each for each in apps.get_app_config("energy").what_ifs}
    for measure in MEASURES:
        assert declared[measure.code].codes == list(measure.codes)
        assert str(declared[measure.code].question) == measure.question
    assert {measure.code for measure in MEASURES} == set(stored_what_ifs())


@pytest.mark.django_db
@pytest.mark.parametrize("code", [measure.code for measure in MEASURES])
def test_each_what_if_has_a_page(client: Client, code: str):
    text = client.get(f"/en/what-ifs/{code}/").content.decode()
    assert "Modelled: it explains, and never counts as evidence." in text and "bcm a year" in text
    lead = text.split('<p class="lead">')[1].split("</p>")[0]
    assert lead.endswith("Prices, contracts and sanctions are not in the model.")
    assert "the pipe whose loss is felt most stops" in text and "worst pipe" not in text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (what_ifs.tap, "In every case tried, 10.0 bcm a year more would reach Europe."),
        (what_ifs.tanap, "what comes next on its way is full (Trans Adriatic Pipeline (TAP))."),
        (what_ifs.trans_caspian, "is full (South Caucasus Pipeline (SCP); South Caucasus Pipeline Expansion (SCPX))."),
    ],
)
def test_a_headline_says_how_sure_it_is_and_why(answer, said: str):
    result = answer()
    assert said in result.headline
    assert result.gains[0].title == "More gas that Europe takes, the same in every case tried"


def test_the_verbs_print_tables_json_and_csv():
    assert "proves that no more demand can be met" in run("flow")[1]
    assert run("n1", "--csv")[1].startswith("pipe,carried,unserved")
    assert json.loads(run("n1", "btc", "--json")[1])["outages"][0]["left"] == {"AZ": 20.87}
    assert "southern-corridor" in run("expansions")[1]
    assert "energy.trans_caspian" in run("whatif")[1]
    code, said = run("n1", "trans-caspian")
    assert code != 0 and "no pipe 'trans-caspian' that runs" in said
