"""A cleared market as a folder: `prices.csv`, `flows.csv`, `blocks.csv`, `certificate.json`; whole or not at all."""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ortak.areas.energy.market_folder import BadFolder, Border, Folder

if TYPE_CHECKING:
    from ortak.engines.energy.coupling.indeterminacy import Reference
    from ortak.engines.energy.coupling.selection import Chosen

FORMAT = "ortak-market-certificate-1"
UNIT = 100_000
"""Cents times kWh / MWh in one unit of money."""
Rows = Iterator[list[object]]
Tables = dict[str, tuple[list[str], Rows]]
TIME = ["timestamp", "delivery_day", "period"]


def references(folder: Folder) -> "list[Reference]":
    """What prices of zones outside say about zones at the border: bounds, by which way the exchange has room."""
    from ortak.engines.energy.coupling.indeterminacy import Reference

    found = []
    for border in folder.borders:
        price = folder.outside_prices.get((border.hour, border.outside))
        if price is not None:
            least = price if border.exchange < border.most else None
            most = price if border.exchange > border.least else None
            found.append(Reference(border.hour, border.zone, least, most))
    return found


def outside_price(borders: list[Border], price: Any) -> int:
    """The price of a zone outside: that of the zone to which its exchange has room; of its first zone if none has."""
    roomy = [border for border in borders if border.least < border.exchange < border.most]
    return int(price[(roomy or borders)[0].zone])


def price_rows(folder: Folder, chosen: "Chosen") -> Rows:
    """Rows of `prices.csv`: the zones of the market, those outside, and those beyond."""
    by_hour: dict[int, dict[str, list[Border]]] = {}
    for border in folder.borders:
        by_hour.setdefault(border.hour, {}).setdefault(border.outside, []).append(border)
    for number, hour in enumerate(folder.hours):
        price = chosen.clearing.price[number]
        known = {zone: int(price[place]) for place, zone in enumerate(folder.market.zones)}
        known.update({zone: outside_price(borders, price) for zone, borders in by_hour.get(number, {}).items()})
        known.update({there: known[here] for there, here in folder.beyond.items() if here in known})
        for zone in sorted(known):
            yield [folder.stamps[hour], *hour, zone, known[zone] / 100]


def flow_rows(folder: Folder, chosen: "Chosen") -> Rows:
    """Rows of `flows.csv`."""
    zones = folder.market.zones
    for number, hour in enumerate(folder.hours):
        for link, (tail, head) in enumerate(zip(folder.market.tail, folder.market.head, strict=True)):
            flow = int(chosen.clearing.flow[number, link]) / 1_000
            yield [folder.stamps[hour], *hour, zones[tail], zones[head], flow]


def block_rows(folder: Folder, chosen: "Chosen") -> Rows:
    """Rows of `blocks.csv`; the surplus is what the block earns, or would have earned."""
    for number, block in enumerate(folder.blocks):
        day = folder.hours[block.legs[0][0]][0]
        share = float(chosen.share[number])
        yield [block.name, share, int(chosen.surplus[number]) / UNIT, chosen.reasons[number], day]


def certificate(folder: Folder, chosen: "Chosen") -> dict[str, Any]:
    """What an independent check needs, hour by hour, in whole cents, kWh and cents times kWh / MWh."""
    result, zones = chosen.clearing, folder.market.zones
    hours = [
        {
            "delivery_day": day, "period": period, "welfare": int(result.welfare[number]),
            "consumers": int(result.consumers[number]), "producers": int(result.producers[number]),
            "congestion_rent": int(result.rent[number]), "fixed_exchanges": int(result.external[number]),
            "zones": {
                zone: {
                    "price": int(result.price[number, place]), "lowest": int(result.lowest[number, place]),
                    "highest": int(result.highest[number, place]), "sold": int(result.sold[number, place]),
                    "bought": int(result.bought[number, place]), "fixed": int(chosen.market.fixed[number, place]),
                }
                for place, zone in enumerate(zones)
            },
        }
        for number, (day, period) in enumerate(folder.hours)
    ]  # fmt: skip
    return {
        "format": FORMAT,
        "market": str(folder.path.resolve()),
        "files": folder.digests,
        **summary(folder, chosen),
        "hours": hours,
    }


def summary(folder: Folder, chosen: "Chosen") -> dict[str, Any]:
    """The result in a few figures; money in whole units with five decimals."""
    result = chosen.clearing
    open_prices = result.lowest != result.highest
    middle = (result.lowest + result.highest) >> 1
    in_part = sum(1 for share in chosen.share if 0 < share < 1)
    drawn = open_prices & (result.price != middle)
    return {
        "hours_cleared": len(folder.hours),
        "zones": list(folder.market.zones),
        "welfare": int(chosen.welfare) / UNIT,
        "consumer_surplus": int(result.consumers.sum()) / UNIT,
        "producer_surplus": int(result.producers.sum()) / UNIT,
        "congestion_rent": int(result.rent.sum()) / UNIT,
        "prices": {
            "one_price_clears": int((~open_prices).sum()),
            "drawn_to_prices_outside": int(drawn.sum()),
            "middle_of_range": int((open_prices & ~drawn).sum()),
        },
        "blocks": {
            "orders": len(folder.blocks),
            "accepted": int(chosen.taken.sum()),
            "paradoxically_accepted": sum(1 for each in chosen.reasons if each == "paradoxically accepted"),
            **({"accepted_in_part": in_part} if in_part else {}),
            "paradoxically_rejected": int((chosen.lost > 0).sum()),
            "lost_surplus": int(chosen.lost.sum()) / UNIT,
            "welfare": int(chosen.welfare),
            "bound": int(chosen.bound),
            "bound_at_prices": int(chosen.bound_at_prices),
            "gap": chosen.gap,
        },
    }


def write_results(folder: Folder, chosen: "Chosen", out: Path) -> None:
    """The result folder, whole or not at all. An earlier result in its place is replaced; anything else is not.

    Raises:
        BadFolder: there is something else, or the folder cannot be written.
    """
    tables = {
        "prices": ([*TIME, "zone", "price_eur_per_mwh"], price_rows(folder, chosen)),
        "flows": ([*TIME, "from_zone", "to_zone", "flow_mwh"], flow_rows(folder, chosen)),
        "blocks": (["block_id", "accepted_share", "surplus_eur", "reason", "delivery_day"], block_rows(folder, chosen)),
    }
    write_folder(folder.path, out, tables, certificate(folder, chosen))


def write_folder(market: Path, out: Path, tables: Tables, certified: dict[str, Any]) -> None:
    """Tables and certificate as a folder, whole or not at all.

    Raises:
        BadFolder: there is something else, or the folder cannot be written.
    """
    if out.exists() and not (out / "certificate.json").is_file() and (not out.is_dir() or any(out.iterdir())):
        raise BadFolder(f"{out} is there and holds no earlier result: name a new folder")
    if out.resolve() == market.resolve():
        raise BadFolder("the result cannot lie in the market folder itself")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            draft.chmod(0o755)
            for name, (columns, rows) in tables.items():
                _write(draft / f"{name}.csv", columns, rows)
            (draft / "certificate.json").write_text(json.dumps(certified, indent=1) + "\n")
            if out.exists():
                shutil.rmtree(out)
            os.replace(draft, out)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise BadFolder(f"{out} cannot be written: {error}") from error


def _write(path: Path, columns: list[str], rows: Rows) -> None:
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
