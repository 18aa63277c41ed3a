"""A small market folder for tests."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

Rows = list[dict[str, object]]
Change = Callable[[str, Rows], Rows]


def write_market(folder: Path, change: Change = lambda _, rows: rows, hours: int = 24) -> Path:
    """Two zones and one outside for a day: a link of 30 MWh, an export of 5, two blocks."""
    folder.mkdir(parents=True, exist_ok=True)
    start = datetime.fromisoformat("2025-04-01T00:00:00+02:00")
    times = [
        {
            "timestamp": (start + timedelta(hours=each)).isoformat() if hours == 24 else _stamp(each, hours),
            "delivery_day": "2025-04-01",
            "period": each + 1,
        }
        for each in range(hours)
    ]
    tables: dict[str, Rows] = {name: [] for name in ("simple-bid-curves", "transfer-capacities", "published-exchanges")}
    tables["block-orders"] = []
    for time in times:
        for zone, price in (("A", 20.0), ("B", 50.0)):
            for side, at, quantity in (("supply", price, 100), ("supply", price + 5, 50), ("demand", 300.0, 60)):
                row = {**time, "zone": zone, "side": side, "price_eur_per_mwh": at, "quantity_mwh": quantity}
                tables["simple-bid-curves"].append(row)
        limits = {"min_flow_mwh": -30.0, "max_flow_mwh": 30.0}
        tables["transfer-capacities"].append({**time, "id": "A_B", "from_zone": "A", "to_zone": "B", **limits})
        tables["transfer-capacities"].append({**time, "id": "B_X", "from_zone": "B", "to_zone": "X", **limits})
        tables["published-exchanges"].append({**time, "zone": "B", "external_zone": "X", "exchange_mwh": 5.0})
        for name, price in (("pays", 40.0), ("dear", 90.0)):
            block = {"block_id": name, "zone": "B", "side": "supply", "quantity_mwh": 10.0, "price_eur_per_mwh": price}
            tables["block-orders"].append({**time, **block})
    for name, rows in tables.items():
        changed = change(name, rows)
        with (folder / f"{name}.csv").open("w", newline="") as stream:
            writer = csv.DictWriter(stream, list((changed or rows)[0]))
            writer.writeheader()
            writer.writerows(changed)
    return folder


def _stamp(number: int, hours: int) -> str:
    """The stamps of a day on which clocks change: an hour is left out, or comes twice."""
    after = number >= 2 if hours == 23 else number >= 3
    clock = number + (24 - hours if after else 0)
    offset = ("+02:00" if after else "+01:00") if hours == 23 else ("+01:00" if after else "+02:00")
    return f"2025-04-01T{clock:02d}:00:00{offset}"
