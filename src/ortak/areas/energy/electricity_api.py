"""The region's electricity in the API: facts with their sources, cleared days, and what-ifs."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from ortak.areas.energy.build_out_page import stored as plans
from ortak.areas.energy.electricity.case import bundled
from ortak.areas.energy.electricity.facts import TABLES as COLUMNS
from ortak.areas.energy.electricity.facts import load_facts
from ortak.areas.energy.facts_page import BadQuestion, chosen, question
from ortak.areas.energy.what_ifs import stored as what_ifs
from ortak.areas.energy.wording import TABLES
from ortak.mechanisms.presentation.parameters import Parameters

router = Router(tags=["energy"])


Day = Annotated[str, Path(pattern=r"^\d{4}-\d{2}-\d{2}$", description="As 2023-01-16.")]


class FactsAsked(Parameters):
    """Which facts are wanted."""

    table: Annotated[str, Field(max_length=20, json_schema_extra={"enum": list(TABLES)})] = "capacity"
    state: Annotated[str, Field(max_length=2, description="As AZ.")] = ""
    q: Annotated[str, Field(max_length=200, description="Words in any cell.")] = ""
    limit: Annotated[int, Field(ge=1, le=1000)] = 100
    offset: Annotated[int, Field(ge=0, le=10**9)] = 0


class EnergySource(Schema):
    id: str
    title: str
    publisher: str
    year: str
    url: str
    note: str


class EnergyFact(Schema):
    """A row: its cells by column, its source and the place in it; `method` is null unless it is an estimate."""

    cells: dict[str, str]
    source: EnergySource | None
    locator: str
    method: str | None


class EnergyFacts(Schema):
    count: int
    results: list[EnergyFact]


class EnergyDays(Schema):
    """The days that ship."""

    days: list[str]


class EnergyDay(Schema):
    """A day, cleared: by zone price, volumes and steps; by link flow and limits; welfare; hours in order."""

    format: str
    day: str
    market: dict[str, str]
    proved: bool
    zones: dict[str, Any]
    links: list[dict[str, Any]]
    welfare: dict[str, list[float]]


class EnergyWhatIfs(Schema):
    """What each change brings in a year, as `ortak energy whatif --json` prints it. Modelled."""

    what_ifs: list[dict[str, Any]]


class EnergyBuildOut(Schema):
    """Plans to 2040, as `ortak energy expand --json` prints them. Modelled, and no plan of any state."""

    plans: list[dict[str, Any]]


@router.get("/facts", response=EnergyFacts, summary="Facts on electricity with their sources")
def facts(request: HttpRequest, asked: Query[FactsAsked]) -> dict[str, Any]:
    """Capacity, generation, demand, trade, links, costs: each row with where it is from."""
    try:
        wanted = question(asked.table, asked.state, asked.q)
    except BadQuestion as error:
        raise HttpError(422, str(error)) from None
    known, rows = load_facts(), chosen(wanted)
    return {
        "count": len(rows),
        "results": [
            {
                "cells": {name: row.cells[name] for name in COLUMNS[wanted.table]},
                "source": known.sources.get(row.cells["source"]),
                "locator": row.cells["locator"],
                "method": row.cells.get("method") or None,
            }
            for row in rows[asked.offset : asked.offset + asked.limit]
        ],
    }


@router.get("/days", response=EnergyDays, summary="Days of the region's market")
def days(request: HttpRequest) -> dict[str, Any]:
    """Their names."""
    return {"days": list(bundled())}


@router.get("/days/{day}", response=EnergyDay, summary="A day of the region's market, cleared")
def day(request: HttpRequest, day: Day) -> dict[str, Any]:
    """Prices, flows, welfare and the steps behind every price. Modelled from facts; no such market exists yet."""
    from ortak.areas.energy.electricity.days import stored

    if day not in bundled():
        raise HttpError(404, f"there is no day {day[:40]!r}; there are {', '.join(bundled())}")
    return stored(day)


@router.get("/what-ifs", response=EnergyWhatIfs, summary="What changes to the grid would bring")
def answers(request: HttpRequest) -> dict[str, Any]:
    """Welfare by state split into consumers, producers and owners of links; prices, CO2; with likely ranges."""
    return {"what_ifs": list(what_ifs().values())}


@router.get("/build-out", response=EnergyBuildOut, summary="What to build until 2040 at the least cost")
def build_out(request: HttpRequest) -> dict[str, Any]:
    """What is added and made in each zone, at which prices; with and without a limit of CO2, links, shared reserve."""
    return {"plans": list(plans().values())}
