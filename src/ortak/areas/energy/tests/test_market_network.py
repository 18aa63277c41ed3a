"""`ortak energy clear` and `verify` with flow-based domains and lossy links."""

import csv
import json
from pathlib import Path

import pytest

from ortak.areas.energy.tests.market_files import Rows, write_market
from ortak.areas.energy.tests.test_market_commands import rows, run


def write_network(folder: Path, loss: object = "", factors=(("A", 0.5), ("B", -0.3)), change=lambda rows: rows) -> Path:
    """The small market without blocks; A and B trade over one critical element of 16 MWh, not over the link."""

    def without_blocks(name: str, table: Rows) -> Rows:
        if name == "transfer-capacities" and factors:
            table = [{**row, "min_flow_mwh": 0, "max_flow_mwh": 0} for row in table]
        return [{**row, "loss_share": loss} for row in table] if name == "transfer-capacities" else table

    write_market(folder, without_blocks)
    (folder / "block-orders.csv").unlink()
    if factors:
        with (folder / "published-exchanges.csv").open() as stream:
            keys = ("timestamp", "delivery_day", "period")
            times = [{key: row[key] for key in keys} for row in csv.DictReader(stream)]
        table = [
            {**time, "element": "ridge", "zone": zone, "ptdf": factor, "ram_mwh": 16}
            for time in times
            for zone, factor in factors
        ]
        with (folder / "flow-based-domains.csv").open("w", newline="") as stream:
            writer = csv.DictWriter(stream, list(table[0]))
            writer.writeheader()
            writer.writerows(change(table))
    return folder


def test_a_day_with_a_critical_element_is_cleared_and_proved(tmp_path):
    code, said = run("clear", write_network(tmp_path / "market"), "--out", tmp_path / "out", "--json")
    assert code == 0, said
    assert (json.loads(said)["elements"], json.loads(said)["full_elements"]) == (["ridge"], 24)
    prices = {(row["period"], row["zone"]): row["price_eur_per_mwh"] for row in rows(tmp_path / "out" / "prices.csv")}
    # 16 MWh of margin and 0.8 for each MWh traded: 20 MWh go from A at 20.00 to B at 50.00.
    assert (prices["1", "A"], prices["1", "B"]) == ("20.0", "50.0")
    shadows = {row["shadow_price_eur_per_mwh"] for row in rows(tmp_path / "out" / "elements.csv")}
    assert shadows == {"37.5"}
    assert run("verify", tmp_path / "out")[0] == 0


def test_a_day_with_losses_is_cleared_and_proved(tmp_path):
    code, said = run("clear", write_network(tmp_path / "market", loss=0.1, factors=()), "--out", tmp_path / "out")
    assert (code, "1 links with losses" in said) == (0, True), said
    flows = {(row["flow_mwh"], row["received_mwh"]) for row in rows(tmp_path / "out" / "flows.csv")}
    assert flows == {("30.0", "27.0")}
    assert run("verify", tmp_path / "out")[0] == 0


@pytest.mark.parametrize(
    ("name", "figure", "says"),
    [
        ("price", [2_100.0, 5_000.0], "domain price|merit order|the price is not that"),
        ("sold", [80_001.0, 45_000.0], "balance of the domain"),
        ("sold", [90_000.0, 35_000.0], "margin"),
        ("shadow", [0.0], "domain price"),
        ("shadow", [-1.0], "below zero"),
        ("welfare", 1.0, "welfare"),
        ("welfare", float("nan"), "not finite"),
    ],
)
def test_what_was_changed_is_found(tmp_path, name, figure, says):
    assert run("clear", write_network(tmp_path / "market"), "--out", tmp_path / "out")[0] == 0
    file = tmp_path / "out" / "certificate.json"
    said = json.loads(file.read_text())
    said["hours"][3][name] = figure
    file.write_text(json.dumps(said))
    code, told = run("verify", tmp_path / "out")
    assert code == 1
    assert any(each in told for each in says.split("|")), told


def changed(place, column, value):
    return lambda rows: [{**row, column: value} if number == place else row for number, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (changed(2, "ptdf", "nan"), "flow-based-domains.csv, line 4: ptdf is 'nan'"),
        (changed(2, "ram_mwh", ""), "line 4: ram_mwh is empty"),
        (changed(3, "ram_mwh", "17"), "line 5: the margin of ridge is 17.0 here and 16.0 before"),
        (changed(2, "zone", "Q"), "line 4: zone Q has no orders"),
        (changed(2, "period", "25"), "line 4: there are no curves for period 25"),
        (changed(2, "zone", "B"), "line 5: a second row for ridge and B"),
        (lambda rows: rows[:-1], "no row for element ridge and zone B in hour 24"),
        (
            lambda rows: [{**row, "ptdf": 0, "ram_mwh": -1} for row in rows],
            "hour 1: nothing keeps critical element ridge within",
        ),
    ],
)
def test_a_bad_domain_is_refused_and_nothing_is_written(tmp_path, change, says):
    code, said = run("clear", write_network(tmp_path / "market", change=change), "--out", tmp_path / "out")
    assert (code, says in said) == (1, True), said
    assert [each.name for each in tmp_path.iterdir()] == ["market"]


@pytest.mark.parametrize("loss", ["1", "-0.1", "nan"])
def test_a_share_that_cannot_be_lost_is_refused(tmp_path, loss):
    code, said = run("clear", write_network(tmp_path / "market", loss=loss), "--out", tmp_path / "out")
    assert (code, "transfer-capacities.csv, line 2: loss_share is" in said) == (1, True), said


def test_blocks_and_a_domain_together_are_refused(tmp_path):
    market = write_network(tmp_path / "market")
    write_market(tmp_path / "other")
    (tmp_path / "other" / "block-orders.csv").rename(market / "block-orders.csv")
    code, said = run("clear", market, "--out", tmp_path / "out")
    assert (code, "block orders cannot be cleared together with flow-based-domains" in said) == (1, True), said
