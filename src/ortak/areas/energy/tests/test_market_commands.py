"""`ortak energy clear` and `verify`: on a small market, on bad input, and on ten days of a real coupled market."""

import csv
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ortak.areas.energy.commands import cli
from ortak.areas.energy.tests.market_files import write_market


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def rows(path: Path) -> list[dict[str, str]]:
    with path.open() as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("hours", [23, 24, 25])
def test_a_day_is_cleared_and_proved(tmp_path, hours):
    market, out = write_market(tmp_path / "market", hours=hours), tmp_path / "out"
    code, said = run("clear", market, "--out", out, "--json")
    assert code == 0, said
    assert json.loads(said)["hours_cleared"] == hours
    prices = {(int(row["period"]), row["zone"]): row["price_eur_per_mwh"] for row in rows(out / "prices.csv")}
    assert {prices[period, "A"] for period in range(1, hours + 1)} == {"20.0"}
    assert {prices[period, "X"] for period in range(1, hours + 1)} == {"50.0"}
    assert {row["flow_mwh"] for row in rows(out / "flows.csv")} == {"30.0"}
    blocks = {
        row["block_id"]: (row["accepted_share"], row["surplus_eur"], row["reason"]) for row in rows(out / "blocks.csv")
    }
    assert blocks["pays"] == ("1.0", str(10.0 * 10 * hours), "in the money")
    assert blocks["dear"] == ("0.0", str(-40.0 * 10 * hours), "out of the money")
    assert run("verify", out) == (
        0,
        "proved: every hour is an optimum at these prices, and no block is taken at a loss\n",
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("prices.csv", "A,20.0", "A,20.01", "link not full|merit order|bound"),
        ("flows.csv", "30.0", "29.999", "balance"),
        ("flows.csv", "30.0", "30.001", "capacity"),
        ("blocks.csv", "dear,0.0", "dear,1.0", "block dear is taken at a loss"),
        ("blocks.csv", "pays,1.0", "pays,0.5", "whole or not at all"),
        ("certificate.json", '"sold": 90000', '"sold": 90001', "balance"),
        ("certificate.json", '"bound":', '"limit":', "lacks 'bound'"),
        ("certificate.json", '"format": "ortak', '"format": "other', "no certificate"),
        ("prices.csv", "A,20.0", "A,nan", "only finite numbers"),
        ("prices.csv", "A,20.0", "A,1e300", "line 2: price_eur_per_mwh is 1e300; at most"),
    ],
)
def test_what_was_changed_is_found(tmp_path, file, old, new, says):
    market, out = write_market(tmp_path / "market"), tmp_path / "out"
    assert run("clear", market, "--out", out, "--outside-prices")[0] == 0
    text = (out / file).read_text()
    assert old in text
    (out / file).write_text(text.replace(old, new, 1))
    code, said = run("verify", out)
    assert code == 1
    assert any(each in said for each in says.split("|")), said


@pytest.mark.parametrize(("file", "what"), [("prices.csv", "price"), ("flows.csv", "flow")])
def test_a_result_that_says_two_things_of_one_place_is_not_proved(tmp_path, file, what):
    market, out = write_market(tmp_path / "market"), tmp_path / "out"
    assert run("clear", market, "--out", out)[0] == 0
    lines = (out / file).read_text().splitlines(keepends=True)
    (out / file).write_text("".join([lines[0], lines[1], *lines[1:]]))
    code, said = run("verify", out)
    assert (code, f"{file}, line 3: a second {what} for one place and period" in said) == (1, True)


def test_files_of_a_spreadsheet_begin_with_a_mark(tmp_path):
    market = write_market(tmp_path / "market")
    for file in market.glob("*.csv"):
        file.write_text(file.read_text(), encoding="utf-8-sig")
    assert run("clear", market, "--out", tmp_path / "out")[0] == 0


def test_another_market_is_not_the_one_that_was_cleared(tmp_path):
    market, out = write_market(tmp_path / "market"), tmp_path / "out"
    assert run("clear", market, "--out", out, "--outside-prices")[0] == 0
    moved = market.rename(tmp_path / "moved")
    assert run("verify", out, "--market", moved)[0] == 0
    assert run("verify", out)[0] == 1
    (moved / "block-orders.csv").write_text((moved / "block-orders.csv").read_text() + "\n")
    code, said = run("verify", out, "--market", moved)
    assert (code, "not the one that was cleared: block-orders.csv" in said) == (1, True)


def test_linear_orders_are_taken_in_part(tmp_path):
    """A sells 100 MWh from 20.00 to 40.00, five for each unit of money: 60 at home and 30 over the link cost 38.00."""

    def sloped(name, table):
        if name != "simple-bid-curves":
            return table
        first = ("A", "supply", 20.0)
        mark = [40 if (row["zone"], row["side"], row["price_eur_per_mwh"]) == first else "" for row in table]
        return [{**row, "full_price_eur_per_mwh": each} for row, each in zip(table, mark, strict=True)]

    market = write_market(tmp_path / "market", sloped)
    (market / "block-orders.csv").unlink()
    text = (market / "simple-bid-curves.csv").read_text()
    (market / "simple-bid-curves.csv").write_text(text.replace("A,supply,25.0", "A,supply,95.0"))
    code, said = run("clear", market, "--out", tmp_path / "out")
    assert code == 0, said
    assert {r["price_eur_per_mwh"] for r in rows(tmp_path / "out" / "prices.csv") if r["zone"] == "A"} == {"38.0"}
    assert run("verify", tmp_path / "out")[0] == 0


def cut(name, table):
    """`pays` sells 50 MWh, a tenth at least; zone B lacks 35: 60 and an export of 5, less 30 over the link."""
    if name != "block-orders":
        return table
    least = {"pays": 0.1, "dear": ""}
    return [{**row, "quantity_mwh": 50, "minimum_acceptance": least[row["block_id"]]} for row in table]


def test_a_block_is_taken_in_part_and_sets_the_price(tmp_path):
    market, out = write_market(tmp_path / "market", cut), tmp_path / "out"
    code, said = run("clear", market, "--out", out, "--json")
    assert code == 0, said
    assert json.loads(said)["blocks"]["accepted_in_part"] == 1
    pays, dear = rows(out / "blocks.csv")
    assert (pays["accepted_share"], pays["surplus_eur"], pays["reason"]) == (
        "0.7",
        "0.0",
        "at the money, taken in part",
    )
    assert dear["accepted_share"] == "0.0"
    assert {row["price_eur_per_mwh"] for row in rows(out / "prices.csv") if row["zone"] == "B"} == {"40.0"}
    assert run("verify", out)[0] == 0


@pytest.mark.parametrize(
    ("share", "says"),
    [
        ("0.05", "taken to 5 %: not at all or between 10.0% and whole"),
        ("1.2", "taken to 120 %"),
        ("-0.7", "taken to -70 %"),
        ("0.6", "balance"),
        ("0.7000001", "does not give whole kWh"),
        ("0.0", "balance"),
    ],
)
def test_another_share_is_found(tmp_path, share, says):
    market, out = write_market(tmp_path / "market", cut), tmp_path / "out"
    assert run("clear", market, "--out", out)[0] == 0
    (out / "blocks.csv").write_text((out / "blocks.csv").read_text().replace("pays,0.7", f"pays,{share}"))
    code, said = run("verify", out)
    assert (code, says in said) == (1, True), said


@pytest.mark.parametrize("limit", [0.0, None])
def test_islands_and_links_without_capacity_have_prices_of_their_own(tmp_path, limit):
    def alone(name, table):
        if name != "transfer-capacities":
            return table
        ours = ("A", "B")
        if limit is None:
            return [row for row in table if row["to_zone"] not in ours]
        return [
            {**row, "min_flow_mwh": -limit, "max_flow_mwh": limit} if row["to_zone"] in ours else row for row in table
        ]

    market = write_market(tmp_path / "market", alone)
    (market / "block-orders.csv").unlink()
    assert run("clear", market, "--out", tmp_path / "out")[0] == 0
    prices = {(row["zone"], row["price_eur_per_mwh"]) for row in rows(tmp_path / "out" / "prices.csv")}
    assert {("A", "20.0"), ("B", "50.0")} <= prices
    flows = {row["flow_mwh"] for row in rows(tmp_path / "out" / "flows.csv")}
    assert flows == ({"0.0"} if limit == 0.0 else set())
    assert run("verify", tmp_path / "out")[0] == 0


@pytest.mark.parametrize(
    ("full", "says"),
    [
        ("19", "line 2: a full price of 19.0 after 20.0: the supply curve would not be monotone"),
        ("4001", "line 2: a full price of 4001.0 lies outside"),
        ("inf", "line 2: full_price_eur_per_mwh is 'inf'"),
    ],
)
def test_a_linear_order_that_falls_back_is_refused(tmp_path, full, says):
    def sloped(name, table):
        marked = [{**row, "full_price_eur_per_mwh": "" if number else full} for number, row in enumerate(table)]
        return marked if name == "simple-bid-curves" else table

    code, said = run("clear", write_market(tmp_path / "market", sloped), "--out", tmp_path / "out")
    assert (code, says in said) == (1, True), said
    assert [each.name for each in tmp_path.iterdir()] == ["market"]


def changed(file, place, column, value):
    def change(name, rows):
        if name != file:
            return rows
        return [{**row, column: value} if number == place else row for number, row in enumerate(rows)]

    return change


def changed_all(column, value, **others):
    return lambda name, rows: [{**row, column: value, **others} for row in rows] if name == "block-orders" else rows


def without(file, *places):
    return lambda name, rows: [row for k, row in enumerate(rows) if k not in places] if name == file else rows


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (changed("simple-bid-curves", 3, "quantity_mwh", "nan"), "bid-curves.csv, line 5: quantity_mwh is 'nan'"),
        (changed("simple-bid-curves", 3, "quantity_mwh", ""), "line 5: quantity_mwh is empty"),
        (changed("simple-bid-curves", 3, "quantity_mwh", "-1"), "line 5: a quantity below zero"),
        (changed("simple-bid-curves", 1, "price_eur_per_mwh", "20"), "line 3: a second step of the supply curve"),
        (changed("simple-bid-curves", 1, "price_eur_per_mwh", "20.001"), "finer than 0.01"),
        (changed("simple-bid-curves", 1, "price_eur_per_mwh", "4000.01"), "outside -500 to 4000"),
        (changed("simple-bid-curves", 1, "side", "sell"), "valid are supply, demand"),
        (changed("simple-bid-curves", 1, "period", "x"), "period is 'x'"),
        (changed("simple-bid-curves", 1, "period", "9" * 22), "valid are 1 to 100"),
        (changed("simple-bid-curves", 1, "quantity_mwh", "1e300"), "line 3: quantity_mwh is 1e300; at most"),
        (changed("simple-bid-curves", 1, "timestamp", "2025-04-01"), "is 2025-04-01 here and|and 2025-04-01T00"),
        (without("simple-bid-curves", *range(36, 42)), "has no orders for period 7"),
        (without("simple-bid-curves", *range(138, 144)), "a whole day is needed"),
        (without("transfer-capacities", 4), "no limits for A to B in period 3"),
        (changed("transfer-capacities", 4, "min_flow_mwh", "31"), "line 6: the least flow 31.0 is above"),
        (changed("block-orders", 2, "price_eur_per_mwh", "41"), "block pays needs one side"),
        (changed_all("minimum_acceptance", 0), "minimum_acceptance is one share for all hours of the block, above 0"),
        (changed_all("minimum_acceptance", 1.5), "above 0 and up to 1"),
        (changed_all("minimum_acceptance", "half"), "line 2: minimum_acceptance is 'half', not a number"),
        (changed_all("minimum_acceptance", 0.5, exclusive_group="g"), "cannot be linked or exclusive"),
        (changed("published-exchanges", 0, "exchange_mwh", "900"), "hour 1: fixed exports of 900000 kWh"),
        (changed("published-exchanges", 0, "external_zone", "A"), "line 2: an exchange leads from a zone with orders"),
    ],
)  # fmt: skip
def test_a_bad_folder_is_refused_and_nothing_is_written(tmp_path, change, says):
    code, said = run("clear", write_market(tmp_path / "market", change), "--out", tmp_path / "out")
    assert code == 1
    assert any(each in said for each in says.split("|")), said
    assert [each.name for each in tmp_path.iterdir()] == ["market"]


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    market = write_market(tmp_path / "market")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("dear")
    assert run("clear", market, "--out", tmp_path / "out")[0] == 1
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["letter.txt"]
    assert run("clear", market, "--out", market)[0] == 1


@pytest.fixture(scope="module")
def ten_days(ortak_data, tmp_path_factory) -> tuple[Path, Path]:
    market, out = ortak_data / "energy" / "coupled_market_it", tmp_path_factory.mktemp("ten") / "out"
    if not market.is_dir():
        pytest.skip(f"no coupled market at {market}")
    code, said = run("clear", market, "--out", out, "--outside-prices")
    assert code == 0, said
    return market, out


def test_ten_days_are_proved(ten_days):
    assert run("verify", ten_days[1])[0] == 0


ODD_HOURS = {("2025-04-05", period) for period in ("19", "20", "21", "22")}
"""A block that says ACC was taken to 74.5 % by the published flows; how far it may be cut is not in the files."""


def test_published_prices_of_ten_days_to_the_cent(ten_days):
    market, out = ten_days
    cleared = {
        (row["delivery_day"], row["period"], row["zone"]): row["price_eur_per_mwh"] for row in rows(out / "prices.csv")
    }
    with gzip.open(market / "published-prices.csv.gz", "rt") as stream:
        published = {(row["delivery_day"], row["period"], row["zone"]): row for row in csv.DictReader(stream)}
    wrong = {
        key
        for key, price in cleared.items()
        if round(float(price), 2) != round(float(published[key]["price_eur_per_mwh"]), 2)
    }
    assert len(cleared) == 240 * 21
    assert {key[:2] for key in wrong} <= ODD_HOURS
    assert len(wrong) == 54


def test_blocks_of_ten_days_are_chosen_as_published(ten_days):
    market, out = ten_days
    with gzip.open(market / "block-orders.csv.gz", "rt") as stream:
        published = {row["block_id"]: row["published_status"] == "ACC" for row in csv.DictReader(stream)}
    chosen = {row["block_id"]: row["accepted_share"] == "1.0" for row in rows(out / "blocks.csv")}
    assert [name for name in chosen if chosen[name] != published[name]] == ["UP_TRRVLDLIGA_5_995897085065594"]
