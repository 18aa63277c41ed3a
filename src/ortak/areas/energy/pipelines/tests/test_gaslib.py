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


def own_json(folder):
    """A pipe from a to b in the JSON form."""
    ends = {"min_pressure": 4e6, "max_pressure": 7e6}
    pipe = {"name": "p", "fr_node": 1, "to_node": 2, "length": 55000.0, "diameter": 0.5, "friction_factor": 0.0137}
    bounds = {"entry_nominations": {"1": {"min_injection": 30.0, "max_injection": 30.0}}}
    bounds |= {"exit_nominations": {"1": {"min_withdrawal": 30.0, "max_withdrawal": 30.0}}}
    network = {"nodes": {"1": {"name": "a"} | ends, "2": {"name": "b"} | ends}, "pipes": {"1": pipe}}
    network |= {"entries": {"1": {"node_id": 1}}, "exits": {"1": {"node_id": 2}}}
    gas = {"params": {"Gas specific gravity (G):": 0.6, "Temperature (K):": 283.15}}
    return folder, {"network": network, "params": gas, "nominations": {"day": bounds}}


def write_json(folder, documents):
    folder.mkdir(exist_ok=True)
    for name, content in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(content))
    return folder


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("nominations", [], "nominations.json: [] is not an object with keys"),
        ("nominations day entry_nominations 7", {}, "entry_nominations, 7 is none of the entries of network.json: 1"),
        ("nominations day entry_nominations 1 max_injection", 1e300, "at most 1,000,000 enter or leave"),
        ("network entries 1 node_id", 9, "network.json, entries, 1, node_id: 9 is none of the nodes: 1, 2"),
        ("network entries 1 node_id", "x", "network.json, entries, 1, node_id: 'x' is none of the nodes: 1, 2"),
        ("network entries 1 node_id", None, "network.json, entries, 1: node_id is missing"),
        ("network entries 1 node_id", float("nan"), "network.json, entries, 1, node_id: nan is none of the nodes"),
        ("network pipes", [], "network.json, pipes: [] is not an object with keys"),
        ("network pipes 1 diameter", "x", "network.json, pipes, 1, diameter: 'x' is not a number"),
        ("network pipes 1 diameter", 1e300, "pipe p: diameter is 1e+303 mm; valid is a number from 1 to 5,000 mm"),
        ("network pipes 1 length", 1e300, "pipe p: length is 1e+297 km; valid is a number from 1e-06 to 10,000 km"),
        ("network pipes 1 length", 10**400, "is not a number"),
        ("network pipes 1 min_flow", 1e300, "pipe p: at least 1,000,000 thousand m3 an hour are to flow"),
        ("network pipes 1 friction_factor", 1e300, "friction factor is 1e+300; valid is a number from 1e-06 to 1"),
        ("network nodes 1 name", None, "network.json, nodes, 1: name is missing"),
        (
            "network nodes 1 max_pressure",
            1e300,
            "node a: most pressure is 1e+295 bar; valid is a number from 0.001 to 1,000 bar",
        ),
        ("network nodes 1 elevation", 1e300, "node a: height is 1e+300 m; valid is a number from -10,000 to 10,000 m"),
        ("params params", "x", "params.json, params: 'x' is not an object with keys"),
    ],
)
def test_one_bad_cell_of_the_json_form_is_refused_with_its_place(tmp_path, place, value, message):
    folder, documents = own_json(tmp_path / "bad")
    *path, last = place.split()
    at = documents
    for each in path:
        at = at[each]
    at[last] = value
    code, said = run(write_json(folder, documents))
    said = " ".join(said.split())
    assert code == 2 and message in said and "indices" not in said and "'NoneType'" not in said


def test_a_name_may_be_a_number(tmp_path):
    folder, documents = own_json(tmp_path / "numbers")
    documents["network"]["nodes"]["1"]["name"] = 5
    code, said = run(write_json(folder, documents), "--json")
    assert code == 0 and json.loads(said)["pressure_bar"].keys() == {"5", "b"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'unit="m" value="0.5"',
            'unit="m" value="1e300"',
            "diameter is 1e+303 mm; valid is a number from 1 to 5,000 mm",
        ),
        ('value="55"', 'value="1e300"', "length is 1e+300 km; valid is a number from 1e-06 to 10,000 km"),
        ('value="160"', 'value="1e300"', "at most 1,000,000 enter or leave"),
        ('unit="Celsius" value="10"', 'unit="Celsius" value="1e300"', "temperature_k of the gas is 1e+300; valid is"),
        ('value="160"', 'value="x"', "x.scn, node a, flow: 'x' is not a number"),
        ('unit="1000m_cube_per_hour"', 'unit="pint"', "x.scn, node a, flow: flow in 'pint'"),
    ],
)
def test_a_figure_out_of_all_bounds_is_refused(tmp_path, old, new, message):
    code, said = run(write(tmp_path / "bad", NET.replace(old, new, 1), DAY.replace(old, new, 1)))
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
