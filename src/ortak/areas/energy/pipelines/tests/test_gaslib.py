"""GasLib's nominations, solved and checked; its formats, read and refused."""

import json
import re
import zipfile

import pytest
from click.testing import CliRunner

from ortak.areas.energy.commands import cli
from ortak.areas.energy.pipelines.gaslib import read_instance
from ortak.engines.energy.pipelines.errors import BadNetwork
from ortak.engines.energy.pipelines.hydraulics.checking import checked
from ortak.engines.energy.pipelines.hydraulics.nominations import carried

NET = """<?xml version="1.0"?>
<network xmlns="http://gaslib.zib.de/Gas" xmlns:framework="http://gaslib.zib.de/Framework"><framework:nodes>
<source id="a"><pressureMin unit="barg" value="38.98675"/><pressureMax unit="bar" value="70"/>
<gasTemperature unit="Celsius" value="10"/><normDensity unit="kg_per_m_cube" value="0.785"/>
<molarMass unit="kg_per_kmol" value="18.5674"/><pseudocriticalPressure unit="bar" value="45.9"/>
<pseudocriticalTemperature unit="K" value="188.5"/></source>
<sink id="b"><pressureMin unit="bar" value="40"/><pressureMax unit="bar" value="60"/></sink></framework:nodes>
<framework:connections><pipe id="p" from="a" to="b"><length unit="km" value="55"/><diameter unit="m" value="0.5"/>
<roughness unit="mm" value="0.1"/></pipe></framework:connections></network>"""
SCN = """<boundaryValue xmlns="http://gaslib.zib.de/Gas"><scenario id="day">
<node type="entry" id="a"><flow bound="both" value="{flow}" unit="1000m_cube_per_hour"/></node>
<node type="exit" id="b"><flow bound="lower" value="{flow}" unit="1000m_cube_per_hour"/>
<flow bound="upper" value="{flow}" unit="1000m_cube_per_hour"/></node></scenario></boundaryValue>"""
DAY = SCN.format(flow=160)


def write(folder, net=NET, scn=DAY):
    folder.mkdir(exist_ok=True)
    (folder / "x.net").write_text(net)
    (folder / "x.scn").write_text(scn)
    return folder


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["gas", "solve", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("form", ["data", "json"])
@pytest.mark.parametrize(("size", "nodes"), [(11, 11), (24, 24), (40, 40)])
def test_the_nominations_of_gaslib_are_carried(ortak_data, form, size, nodes):
    instance = read_instance(ortak_data / "energy" / "gaslib" / f"{form}_GasLib-{size}.zip")
    assert len(instance.network.nodes) == nodes
    found = carried(instance.network, instance.nomination)
    residuals = checked(instance.network, instance.nomination, found)
    assert found.feasible and residuals.holds, residuals
    assert residuals.balance < 1e-12 and residuals.law_bar < 1e-8


def test_both_forms_of_one_network_say_the_same(ortak_data):
    folder = ortak_data / "energy" / "gaslib"
    xml, other = (read_instance(folder / f"{form}_GasLib-24.zip") for form in ("data", "json"))
    assert set(xml.network.nodes) == set(other.network.nodes)
    assert set(xml.network.elements) == set(other.network.elements)
    for name, element in xml.network.elements.items():
        there = other.network.elements[name]
        assert (element.kind, element.tail, element.head) == (there.kind, there.tail, there.head)
        assert element.length == pytest.approx(there.length) and element.diameter == pytest.approx(there.diameter)
    for node, flow in xml.nomination.high.items():
        assert other.nomination.high[node] == pytest.approx(flow, rel=1e-3)


def test_a_nomination_with_more_than_the_pipes_bear_names_the_exit(ortak_data, tmp_path):
    with zipfile.ZipFile(ortak_data / "energy" / "gaslib" / "data_GasLib-11.zip") as archive:
        net = archive.read("GasLib-11/GasLib-11.net").decode()
        scn = archive.read("GasLib-11/GasLib-11.scn").decode()
    doubled = re.sub(r'value="([0-9.]+)"', lambda found: f'value="{2 * float(found[1]):.2f}"', scn)
    write(tmp_path / "two", net, doubled)
    code, said = run(tmp_path / "two", "--json")
    told = json.loads(said)
    assert (code, told["status"], told["proved"]) == (3, "infeasible", True)
    assert told["cannot_hold"][0]["node"] == "exit01"


def test_a_network_of_ones_own(tmp_path):
    code, said = run(write(tmp_path / "own"), "day", "--json")
    told = json.loads(said)
    assert (code, told["status"]) == (0, "carried")
    assert told["pressure_bar"]["a"] > told["pressure_bar"]["b"] >= 40
    code, said = run(write(tmp_path / "own") / "x.net")
    assert code == 0 and "carried; balanced to" in said
    scenario = tmp_path / "more.scn"
    scenario.write_text(SCN.format(flow=900))
    code, said = run(tmp_path / "own", scenario)
    assert code == 3 and "the least allowed is 40.000" in said and "proved" in said


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</network>", "", "x.net is not XML"),
        ('unit="km"', 'unit="mile"', "length in 'mile': known are km"),
        ('<length unit="km" value="55"/>', "", "pipe p: length is missing"),
        ('value="55"', 'value="nan"', "'nan' is not a number"),
        ('to="b"', 'to="c"', "there is no node c"),
        ("<source", "<innode", "x.net is not XML"),
    ],
)
def test_a_bad_network_is_refused_with_its_reason(tmp_path, old, new, message):
    code, said = run(write(tmp_path / "bad", NET.replace(old, new, 1)))
    assert code == 2 and message in said


def test_a_bad_nomination_is_refused_with_its_reason(tmp_path):
    code, said = run(write(tmp_path / "bad", scn=DAY.replace('id="b"', 'id="z"')))
    assert code == 2 and "the network has no node z" in said
    code, said = run(write(tmp_path / "bad", scn=DAY.replace('"both"', '"about"')))
    assert code == 2 and "'about' is none of lower, upper, both" in said
    code, said = run(write(tmp_path / "bad"), "night")
    assert code == 2 and "there is no nomination 'night'; there are day" in said
    (tmp_path / "no.zip").write_bytes(b"PK")
    with pytest.raises(BadNetwork, match="cannot be read"):
        read_instance(tmp_path / "no.zip")
