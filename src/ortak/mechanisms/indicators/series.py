"""The yearly series and the figures by pair of states that ship with Ortak: `data/series.csv` defines them, the wide
tables hold the values (one column a year), those under a share-alike licence in tables of their own."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from ortak.mechanisms.contract.tables import Row, read_table
from ortak.mechanisms.indicators.definitions import INDICATOR_COLUMNS, define_indicators
from ortak.mechanisms.indicators.files import number
from ortak.mechanisms.indicators.recording import (
    EvidenceError,
    NewObservation,
    NewSource,
    Recorded,
    record_observations,
)

DATA = files("ortak.mechanisms.indicators") / "data"
PROVENANCE = ("producer", "dataset", "edition", "licence", "url", "locator")
TABLES = ("values.csv", "values_share_alike.csv", "pairs.csv", "pairs_share_alike.csv")
#: who publishes a series decides who says it; a producer that is not listed is an intergovernmental body
INDEPENDENT = ("Ember", "Global Carbon", "Penn World", "Groningen", "Our World in Data")


def define_series() -> dict[str, Row]:
    """Define the indicators of the series. Returns their rows by code."""
    rows = list(read_table(DATA / "series.csv", (*INDICATOR_COLUMNS, *PROVENANCE)))
    plain = [row for row in rows if "share-alike" not in row["licence"]]
    define_indicators(plain)
    define_indicators((row for row in rows if "share-alike" in row["licence"]), share_alike=True)
    return {row["code"]: row for row in rows}


def record_series(definitions: dict[str, Row], today: date, announce: bool = True) -> Recorded:
    """Record the values of every table as one dataset each."""
    report = Recorded()
    for table in TABLES:
        rows = list(_values(table, definitions))
        name = f"series.{table.removesuffix('.csv')}"
        report += record_observations(rows, dataset=name, today=today, announce=announce, complete=True)
    return report


def _values(table: str, definitions: dict[str, Row]) -> Iterator[NewObservation]:
    sources = {code: _source(row) for code, row in definitions.items()}
    for row in read_table(DATA / table, ("indicator", "ref_area")):
        code = row["indicator"]
        if code not in definitions:
            raise EvidenceError(f"{row.place}: indicator {code!r} is not defined in series.csv")
        how = "estimate" if "modelled" in definitions[code]["title"] else "statistic"
        for year, value in row.items():
            if year.isdigit() and value:
                yield NewObservation(
                    indicator=code,
                    ref_area=row["ref_area"],
                    counterpart_area=row.get("counterpart_area", ""),
                    time_period=year,
                    obs_value=number(value, row.place),
                    source=sources[code],
                    how=how,
                    locator=definitions[code]["locator"],
                    place=row.place,
                )


def _source(row: Row) -> NewSource:
    independent = any(name in row["producer"] for name in INDEPENDENT)
    return NewSource(
        who="independent" if independent else "intergovernmental",
        form="dataset",
        title=row["dataset"],
        publisher=row["producer"],
        published=row["edition"].partition(";")[0],
        url=row["url"],
        licence=row["licence"],
    )
