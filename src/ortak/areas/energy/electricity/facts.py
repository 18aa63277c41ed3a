"""The tables of `data/electricity`, read once: every row names its source and the place in it, or its method.

>>> load_facts().zones["KZ-S"].place
'Almaty'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from ortak.areas.energy.market_folder import BadFolder, Row, rows_of

TABLES = {
    "capacity": ("state", "fuel", "year", "capacity_mw"),
    "generation": ("state", "fuel", "year", "twh"),
    "demand": ("area", "kind", "period", "value", "unit"),
    "trade": ("from_area", "to_area", "period", "twh"),
    "links": ("id", "from_zone", "to_zone", "forward_mw", "backward_mw", "voltage_kv", "status", "year", "cost_eur_m"),
    "costs": ("zone", "fuel", "eur_mwh", "efficiency"),
    "emission_factors": ("fuel", "kg_co2_per_gj"),
    "investment": ("technology", "eur_kw", "life_years", "fixed_eur_kw_year"),
    "availability": ("area", "kind", "share"),
    "demand_shapes": ("zone", "winter", "summer", "swing"),
    "hydro_seasons": ("zone", "amplitude", "peak_day"),
    "kazakhstan_zones": ("zone", "fuel", "share", "capacity_mw"),
    "outside_exchanges": ("zone", "outside", "net_import_twh"),
    "build_out": ("what", "value", "unit"),
    "solar_sites": ("zone", "capacity_factor"),
    "traded_today": ("link", "forward_twh", "backward_twh"),
    "wind_sites": ("zone", "capacity_factor"),
    "zones": ("zone", "state", "name", "place", "latitude", "longitude", "utc_hours"),
}
"""What each table says; `source`, `locator` and, but for a few, `method` follow."""


@dataclass(frozen=True)
class Source:
    """Where figures come from."""

    id: str
    title: str
    publisher: str
    year: str
    url: str
    note: str


@dataclass(frozen=True)
class Zone:
    """A bidding zone: a state, or a part of one, as its grid is."""

    id: str
    state: str
    name: str
    place: str
    latitude: float
    longitude: float
    utc_hours: int


@dataclass(frozen=True)
class Facts:
    """All tables."""

    tables: dict[str, tuple[Row, ...]]
    sources: dict[str, Source]
    methods: dict[str, Row]

    @cached_property
    def zones(self) -> dict[str, Zone]:
        """Zones by id, the states of the region first."""
        return {
            row.text("zone"): Zone(
                row.text("zone"), row.text("state"), row.text("name"), row.text("place"), row.number("latitude"),
                row.number("longitude"), int(row.number("utc_hours")),
            )
            for row in self.tables["zones"]
        }  # fmt: skip

    def rows(self, table: str, **cells: str) -> Iterator[Row]:
        """The rows that have these cells."""
        return (row for row in self.tables[table] if all(row.cells[name] == value for name, value in cells.items()))

    def one(self, table: str, **cells: str) -> Row:
        """The only row that has these cells.

        Raises:
            BadFolder: there is none, or more than one.
        """
        found = list(self.rows(table, **cells))
        if len(found) != 1:
            raise BadFolder(f"{table}.csv: {len(found)} rows for {', '.join(cells.values())}; one is needed")
        return found[0]


@cache
def load_facts() -> Facts:
    """The facts that ship with the area.

    Raises:
        BadFolder: a row without a source, or with one that is not listed.
    """
    folder = Path(str(files("ortak.areas.energy") / "data" / "electricity"))
    sources = {
        row.text("id"): Source(*(row.cells[each] for each in ("id", "title", "publisher", "year", "url", "note")))
        for row in rows_of(folder / "sources.csv", ("id", "title", "publisher", "year", "url", "note"))
    }
    methods = {row.text("id"): row for row in rows_of(folder / "methods.csv", ("id", "figure", "formula"))}
    tables = {}
    for name, columns in TABLES.items():
        tables[name] = tuple(rows_of(folder / f"{name}.csv", (*columns, "source", "locator")))
        for row in tables[name]:
            _check(row, sources, methods)
    return Facts(tables, sources, methods)


def _check(row: Row, sources: dict[str, Source], methods: dict[str, Row]) -> None:
    source, method = row.cells["source"], row.cells.get("method") or ""
    if method and method not in methods:
        raise row.refuse(f"there is no method {method!r} in methods.csv")
    if source and source not in sources:
        raise row.refuse(f"there is no source {source!r} in sources.csv")
    if not source and method != "assumed":
        raise row.refuse("a row needs a source, or says that it is assumed")
