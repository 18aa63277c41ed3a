"""A market folder with flow-based domains or lossy links: read, cleared, written as a result, and checked again."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ortak.areas.energy.market_folder import CAPACITIES, DOMAINS, BadFolder, Folder, Hour, file_of, needed, rows_of
from ortak.areas.energy.market_results import TIME, UNIT, write_folder

if TYPE_CHECKING:
    from ortak.engines.energy.coupling.domains import Domain
    from ortak.engines.energy.coupling.flow_based import FlowBased

FORMAT = "ortak-network-certificate-1"
COLUMNS = (*TIME, "element", "zone", "ptdf", "ram_mwh")
FIGURES = ("price", "sold", "bought", "forward", "back", "shadow", "welfare")
"""What the certificate holds of each hour, in cents per MWh, kWh and cents times kWh / MWh."""


def read_domain(path: Path, number: dict[Hour, int], zones: list[str]) -> "Domain | None":
    """The domain of a folder, if it has one; a row for each hour, critical element and zone.

    Raises:
        BadFolder: with file, line and reason.
    """
    import numpy as np

    from ortak.engines.energy.coupling.domains import Domain

    file = file_of(path, DOMAINS)
    if file is None:
        return None
    factors: dict[tuple[str, int], dict[int, float]] = {}
    margins: dict[tuple[str, int], int] = {}
    members: set[int] = set()
    for row in rows_of(file, COLUMNS):
        zone = row.text("zone")
        if row.hour not in number:
            raise row.refuse(f"there are no curves for period {row.hour[1]} of {row.hour[0]}")
        if zone not in zones:
            raise row.refuse(f"zone {zone} has no orders")
        key, margin = (row.text("element"), number[row.hour]), row.energy("ram_mwh")
        if margins.setdefault(key, margin) != margin:
            raise row.refuse(f"the margin of {key[0]} is {margin / 1_000} here and {margins[key] / 1_000} before")
        if zones.index(zone) in factors.setdefault(key, {}):
            raise row.refuse(f"a second row for {key[0]} and {zone} in that hour")
        factors[key][zones.index(zone)] = row.number("ptdf")
        members.add(zones.index(zone))
    elements = sorted({name for name, _ in factors})
    factor = np.full((len(number), len(elements), len(zones)), np.nan)
    margin_of = np.full((len(number), len(elements)), np.inf)
    for (name, hour), found in factors.items():
        absent = members - set(found)
        if absent:
            raise BadFolder(
                f"{file.name}: no row for element {name} and zone {zones[min(absent)]} in hour {hour + 1}, although "
                "the zone belongs to the domain"
            )
        for zone_number, value in found.items():
            factor[hour, elements.index(name), zone_number] = value
        margin_of[hour, elements.index(name)] = margins[name, hour]
    return Domain(tuple(elements), factor, margin_of) if elements else None


def read_losses(path: Path) -> dict[tuple[str, str], float]:
    """Shares lost, from the column `loss_share` of the capacities; empty if no link loses anything.

    Raises:
        BadFolder: a share outside 0 to 1, or one that changes from hour to hour.
    """
    found: dict[tuple[str, str], float] = {}
    for row in rows_of(needed(path, CAPACITIES), TIME_AND_ENDS):
        share = row.number("loss_share") if row.cells.get("loss_share") else 0.0
        if not 0 <= share < 1:
            raise row.refuse(f"loss_share is {share}; valid are shares from 0 to below 1")
        link = (row.text("from_zone"), row.text("to_zone"))
        if found.setdefault(link, share) != share:
            raise row.refuse(f"loss_share of {link[0]} to {link[1]} is {share} here and {found[link]} before")
    return found if any(found.values()) else {}


TIME_AND_ENDS = (*TIME, "from_zone", "to_zone")


def clear_network(folder: Folder, out: Path) -> dict[str, Any]:
    """Clear, write the result folder and return the summary.

    Raises:
        BadFolder: the result cannot be written.
        NotFeasible: an hour without a solution.
    """
    import numpy as np

    from ortak.engines.energy.coupling.domains import no_domain
    from ortak.engines.energy.coupling.flow_based import clear_flow_based

    market = folder.market
    domain = folder.domain or no_domain(market.hours, len(market.zones))
    result = clear_flow_based(market, domain, np.array(folder.loss) if folder.loss else None)
    figures = asdict(result)
    found = {
        "hours_cleared": market.hours,
        "zones": list(market.zones),
        "elements": list(domain.elements),
        "welfare": float(result.welfare.sum()) / UNIT,
        "full_elements": int((result.shadow > 0).sum()),
        "lossy_links": sum(1 for each in folder.loss if each),
    }
    certified = {
        "format": FORMAT, "market": str(folder.path.resolve()), "files": folder.digests, **found,
        "hours": [
            {"delivery_day": day, "period": period, **{name: figures[name][hour].tolist() for name in FIGURES}}
            for hour, (day, period) in enumerate(folder.hours)
        ],
    }  # fmt: skip
    tables = {
        "prices": ([*TIME, "zone", "price_eur_per_mwh"], _price_rows(folder, result)),
        "flows": ([*TIME, "from_zone", "to_zone", "flow_mwh", "received_mwh"], _flow_rows(folder, result)),
        "elements": ([*TIME, "element", "shadow_price_eur_per_mwh"], _element_rows(folder, domain, result)),
        "blocks": (["block_id", "accepted_share", "surplus_eur", "reason", "delivery_day"], iter(())),
    }
    write_folder(folder.path, out, tables, certified)
    return found


def _time(folder: Folder, hour: int) -> list[object]:
    return [folder.stamps[folder.hours[hour]], *folder.hours[hour]]


def _price_rows(folder: Folder, result: "FlowBased") -> Iterator[list[object]]:
    for hour in range(len(folder.hours)):
        for zone, price in sorted(zip(folder.market.zones, result.price[hour], strict=True)):
            yield [*_time(folder, hour), zone, round(float(price) / 100, 7)]


def _flow_rows(folder: Folder, result: "FlowBased") -> Iterator[list[object]]:
    """Net of both ways, as it leaves the first zone, and as it arrives in the second."""
    market = folder.market
    for hour in range(len(folder.hours)):
        for link, (tail, head) in enumerate(zip(market.tail, market.head, strict=True)):
            forward, back = float(result.forward[hour, link]), float(result.back[hour, link])
            kept = 1.0 - (folder.loss[link] if folder.loss else 0.0)
            left, arrived = (forward - kept * back) / 1_000, (kept * forward - back) / 1_000
            yield [*_time(folder, hour), market.zones[tail], market.zones[head], round(left, 6), round(arrived, 6)]


def _element_rows(folder: Folder, domain: "Domain", result: "FlowBased") -> Iterator[list[object]]:
    for hour in range(len(folder.hours)):
        for number, element in enumerate(domain.elements):
            yield [*_time(folder, hour), element, round(float(result.shadow[hour, number]) / 100, 7)]


def check_network(path: Path, folder: Folder, said: dict[str, Any]) -> list[str]:
    """Everything that is wrong with such a result; empty: it is proved within the tolerances of the check."""
    import numpy as np

    from ortak.engines.energy.coupling.domains import no_domain
    from ortak.engines.energy.verification.check import Orders
    from ortak.engines.energy.verification.network import WITHIN_CENTS, NetworkClaim, network_violations

    market, zones = folder.market, folder.market.zones
    domain = folder.domain or no_domain(market.hours, len(zones))
    shapes = {"price": len(zones), "sold": len(zones), "bought": len(zones), "forward": len(market.tail)}
    shapes |= {"back": len(market.tail), "shadow": len(domain.elements)}
    figures = {name: np.array([hour[name] for hour in said["hours"]], dtype=float) for name in FIGURES}
    for name, width in shapes.items():
        figures[name] = figures[name].reshape(market.hours, width)
    if not all(np.isfinite(each).all() for each in figures.values()):
        return ["the certificate has a figure that is not finite"]
    claim = NetworkClaim(
        tail=market.tail, head=market.head, loss=np.array(folder.loss or [0.0] * market.tail.size),
        low=market.low.astype(float), high=market.high.astype(float), factor=domain.factor, margin=domain.margin,
        fixed=market.fixed.astype(float), **figures,
    )  # fmt: skip
    cells = np.arange(market.fixed.size)
    offers, bids = (
        Orders(np.repeat(cells, np.diff(curve.start)), curve.price, curve.quantity)
        for curve in (market.offers, market.bids)
    )
    found = []
    for each in network_violations(offers, bids, claim):
        day, period = folder.hours[each.hour]
        found.append(f"{day} period {period}, number {each.place + 1}: {each.rule}: {each.says}")
    for row in rows_of(path / "prices.csv", ("zone", "price_eur_per_mwh")):
        hour, zone = folder.hours.index(row.hour), zones.index(row.text("zone"))
        if abs(row.number("price_eur_per_mwh") * 100 - figures["price"][hour, zone]) > WITHIN_CENTS:
            found.append(f"{row.file}, line {row.line}: the price is not that of the certificate")
    return found
