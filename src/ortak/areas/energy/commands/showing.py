"""A cleared market in the terminal: prices, flows and welfare."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ortak.areas.energy.market_folder import Folder

if TYPE_CHECKING:
    from ortak.engines.energy.coupling import Clearing


def tables(folder: Folder, result: "Clearing") -> str:
    """Prices by zone, flows by link and welfare by zone, each over the hours of the market."""
    return "\n".join([*_prices(folder, result), "", *_flows(folder, result), "", *_welfare(folder, result)])


def _prices(folder: Folder, result: "Clearing") -> Iterator[str]:
    yield f"{'zone':10}{'mean':>10}{'lowest':>10}{'highest':>10}{'sold':>12}{'bought':>12}"
    yield f"{'':10}{'EUR/MWh':>10}{'EUR/MWh':>10}{'EUR/MWh':>10}{'MWh':>12}{'MWh':>12}"
    for place, zone in enumerate(folder.market.zones):
        price = result.price[:, place] / 100
        sold, bought = (each[:, place].sum() / 1_000 for each in (result.sold, result.bought))
        yield f"{zone:10}{price.mean():10.2f}{price.min():10.2f}{price.max():10.2f}{sold:12,.0f}{bought:12,.0f}"


def _flows(folder: Folder, result: "Clearing") -> Iterator[str]:
    market = folder.market
    yield f"{'link':20}{'there':>12}{'back':>12}{'full':>8}"
    yield f"{'':20}{'MWh':>12}{'MWh':>12}{'hours':>8}"
    for place, (tail, head) in enumerate(zip(market.tail, market.head, strict=True)):
        flow = result.flow[:, place]
        full = int(((flow == market.low[:, place]) | (flow == market.high[:, place])).sum())
        name = f"{market.zones[tail]} - {market.zones[head]}"
        yield f"{name:20}{flow.clip(min=0).sum() / 1_000:12,.0f}{(-flow).clip(min=0).sum() / 1_000:12,.0f}{full:8}"


def _welfare(folder: Folder, result: "Clearing") -> Iterator[str]:
    parts: Sequence[tuple[str, float]] = [
        (name, float(each.sum()) / 100_000)
        for name, each in (
            ("consumers", result.consumers), ("producers", result.producers), ("links", result.rent),
            ("fixed exchanges", result.external), ("welfare", result.welfare),
        )
    ]  # fmt: skip
    for name, value in parts:
        yield f"{name:20}{value:18,.2f} EUR"
