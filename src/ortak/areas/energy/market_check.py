"""The independent check of a result folder against its market folder."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ortak.areas.energy.market_building import read_market
from ortak.areas.energy.market_folder import BadFolder, Folder, by_place, rows_of
from ortak.areas.energy.market_network import FORMAT as NETWORK_FORMAT
from ortak.areas.energy.market_network import check_network
from ortak.areas.energy.market_results import FORMAT

if TYPE_CHECKING:
    from ortak.engines.energy.verification.profiles import Taken

FORMATS = (FORMAT, NETWORK_FORMAT)
Figures = dict[tuple[tuple[str, int], str], int]


def check_results(path: Path, market: Path | None = None) -> list[str]:
    """Everything that is wrong with a result; empty: it is proved. `market`: where its market folder lies now.

    Raises:
        BadFolder: a file that cannot be read as what it should be.
    """
    said = _certificate(path)
    folder = read_market(market or Path(said["market"]), outside_prices=False)
    if folder.digests != said["files"]:
        changed = sorted(set(folder.digests.items()) ^ set(dict(said["files"]).items()))
        return [f"the market is not the one that was cleared: {', '.join(sorted({name for name, _ in changed}))}"]
    try:
        return _check(path, folder, said) if said["format"] == FORMAT else check_network(path, folder, said)
    except BadFolder:
        raise
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        return [f"the result lacks {error}"]


def _certificate(path: Path) -> dict[str, Any]:
    try:
        said = json.loads((path / "certificate.json").read_text())
    except (OSError, ValueError) as error:
        raise BadFolder(f"{path / 'certificate.json'} cannot be read: {error}") from error
    if not isinstance(said, dict) or said.get("format") not in FORMATS or not isinstance(said.get("files"), dict):
        raise BadFolder(f"{path / 'certificate.json'} is no certificate of the formats {', '.join(FORMATS)}")
    return said


def _check(path: Path, folder: Folder, said: dict[str, Any]) -> list[str]:
    import numpy as np

    from ortak.engines.energy.verification import Claim, Orders, violations
    from ortak.engines.energy.verification.profiles import earned, most_welfare, problems

    market, zones = folder.market, folder.market.zones
    prices = by_place(
        (
            (row, (row.hour, row.text("zone")), row.money("price_eur_per_mwh"))
            for row in rows_of(path / "prices.csv", ("zone",))
        ),
        "price",
    )
    flows = by_place(
        (
            (row, (row.hour, f"{row.text('from_zone')} {row.text('to_zone')}"), row.energy("flow_mwh"))
            for row in rows_of(path / "flows.csv", ("from_zone", "to_zone"))
        ),
        "flow",
    )
    blocks, parts, found = _blocks(path, folder)
    links = [f"{zones[tail]} {zones[head]}" for tail, head in zip(market.tail, market.head, strict=True)]
    price = np.array([[prices[hour, zone] for zone in zones] for hour in folder.hours])
    flow = np.array([[flows[hour, link] for link in links] for hour in folder.hours]).reshape(market.low.shape)
    hours = said["hours"]
    volumes = {
        what: np.array([[int(hour["zones"][zone][what]) for zone in zones] for hour in hours])
        for what in ("sold", "bought")
    }
    fixed = market.fixed.copy()
    for block in parts:
        for when, where, energy in block.legs if block.taken else ():
            fixed[when, where] += energy
    welfare = np.array([int(hour["welfare"]) for hour in hours])
    claim = Claim(
        market.tail,
        market.head,
        market.low,
        market.high,
        fixed,
        price,
        flow,
        volumes["sold"],
        volumes["bought"],
        welfare,
    )
    cells = np.arange(fixed.size)
    offers = Orders(np.repeat(cells, np.diff(market.offers.start)), market.offers.price, market.offers.quantity)
    bids = Orders(np.repeat(cells, np.diff(market.bids.start)), market.bids.price, market.bids.quantity)
    for each in violations(offers, bids, claim, market.least, market.most):
        day, period = folder.hours[each.hour]
        place = (
            (links if each.rule in ("capacity", "link not full") else zones)[each.place] if each.place >= 0 else "hour"
        )
        found.append(f"{day} period {period}, {place}: {each.rule}: {each.says}")
    found += problems(parts, price)
    asked = sum(energy * block.price for block in parts if block.taken for _, _, energy in block.legs)
    total = int(welfare.sum()) - asked
    accepted = sum(earned(block, price) for block in parts if block.taken)
    most = most_welfare(blocks, price, total - accepted)
    claimed = said["blocks"]
    if claimed["welfare"] != total:
        found.append(f"the welfare is {total}, not {claimed['welfare']}")
    if claimed["bound_at_prices"] != most:
        found.append(f"these prices bound the welfare by {most}, not {claimed['bound_at_prices']}")
    if not total <= claimed["bound"] <= most:
        found.append(f"the bound {claimed['bound']} does not lie between {total} and {most}")
    return found


def _blocks(path: Path, folder: Folder) -> "tuple[list[Taken], list[Taken], list[str]]":
    """The blocks as they were offered, what was taken of them, and which shares cannot be."""
    from ortak.engines.energy.verification.profiles import Taken

    shares = {
        (row.text("delivery_day"), row.text("block_id")): row.number("accepted_share")
        for row in rows_of(path / "blocks.csv", ("block_id", "accepted_share"))
    }
    blocks, parts, found = [], [], []
    for block in folder.blocks:
        share = shares[folder.hours[block.legs[0][0]][0], block.name]
        least = block.minimum / 1_000
        if share and not least - 1e-12 <= share <= 1:
            valid = "whole or not at all" if least == 1 else f"not at all or between {least:.1%} and whole"
            found.append(f"block {block.name} is taken to {share * 100:g} %: {valid}")
        legs = tuple((hour, zone, round(energy * share)) for hour, zone, energy in block.legs)
        if any(abs(part[2] - leg[2] * share) > 1e-4 for part, leg in zip(legs, block.legs, strict=True)):
            found.append(f"block {block.name}: its share does not give whole kWh, the same share in every hour")
        blocks.append(Taken(block.name, block.price, block.legs, block.parent, block.group, share > 0))
        parts.append(replace(blocks[-1], legs=legs) if share > 0 else blocks[-1])
    return blocks, parts, found
