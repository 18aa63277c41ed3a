"""The auction explorer: a day of the region, a zone and an hour, with the steps that set the price."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ortak.areas.energy.electricity.case import bundled
from ortak.areas.energy.electricity.days import stored
from ortak.areas.energy.merit_order import Step, drawings, filled
from ortak.areas.energy.price_map import pictures
from ortak.areas.energy.what_ifs import stored as what_ifs
from ortak.areas.energy.wording import fuel, zone
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.downloads import csv_answer
from ortak.mechanisms.presentation.guarding import guarding, only

FIELDS = ("day", "zone", "hour")
HOURS = 24
FIRST_ZONE, FIRST_HOUR = "UZ", 22
TIME = ("day", "hour")


class BadQuestion(ValueError):
    """An address that asks for what is not there: says what is valid."""


guarded = guarding({BadQuestion: 400})


@dataclass(frozen=True)
class Asked:
    """A day, a zone and an hour (1 to 24)."""

    day: str
    zone: str
    hour: int

    @property
    def query(self) -> str:
        return urlencode({"day": self.day, "zone": self.zone, "hour": self.hour})


@dataclass(frozen=True)
class Flow:
    """What a link carries in the hour: MWh from tail to head, its limit that way, and what it earns, EUR."""

    tail: str
    head: str
    mwh: float
    limit: float
    rent: float

    @property
    def full(self) -> bool:
        return self.limit > 0 and abs(abs(self.mwh) - self.limit) < 0.001


def asked(request: HttpRequest) -> Asked:
    """What the address asks for. Raises `BadQuestion`."""
    get = request.GET
    only(request, FIELDS, BadQuestion)
    return question(get.get("day", ""), get.get("zone", ""), get.get("hour", ""))


def question(day: str, zone_id: str, hour: str) -> Asked:
    """Checked, with what stands for nothing said. Raises `BadQuestion`."""
    days = list(bundled())
    day = day or days[0]
    if day not in days:
        raise BadQuestion(f"day={day[:40]!r} does not ship; valid are {', '.join(days)}")
    zones = stored(day)["zones"]
    zone_id = zone_id or FIRST_ZONE
    if zone_id not in zones:
        raise BadQuestion(f"zone={zone_id[:40]!r} is not known; valid are {', '.join(zones)}")
    if hour and not (hour.isdecimal() and 1 <= int(hour) <= HOURS):
        raise BadQuestion(f"hour={hour[:40]!r} is none of 1 to {HOURS}")
    return Asked(day, zone_id, int(hour) if hour else FIRST_HOUR)


def steps(wanted: Asked, side: str) -> tuple[Step, ...]:
    """The steps of the zone's offers or bids in the hour, with what is taken of each."""
    of_zone, place = stored(wanted.day)["zones"][wanted.zone], wanted.hour - 1
    rows = [
        (each["what"], each["price"][place if len(each["price"]) > 1 else 0], each["mwh"][place])
        for each in of_zone[side]
    ]
    volume = of_zone["sold" if side == "offers" else "bought"][place]
    return filled([row for row in rows if row[2] > 0], volume)


def flows(wanted: Asked) -> list[Flow]:
    """Every link in the hour, in the direction in which it runs."""
    day, place = stored(wanted.day), wanted.hour - 1
    found = []
    for link in day["links"]:
        ends, mwh = (link["from"], link["to"]), link["flow"][place]
        limit = link["forward"] if mwh >= 0 else link["back"]
        tail, head = ends if mwh >= 0 else ends[::-1]
        rise = day["zones"][head]["price"][place] - day["zones"][tail]["price"][place]
        found.append(Flow(tail, head, abs(mwh), limit, abs(mwh) * rise))
    return found


def prices(day: str) -> dict[str, list[float]]:
    """Price of each zone in each hour, EUR a MWh."""
    return {name: each["price"] for name, each in stored(day)["zones"].items()}


@guarded
@conditional
def index(request: HttpRequest) -> HttpResponse:
    """The explorer."""
    wanted = asked(request)
    day, place = stored(wanted.day), wanted.hour - 1
    offers, bids = steps(wanted, "offers"), steps(wanted, "bids")
    here = day["zones"][wanted.zone]
    named = [Step(fuel(step.what), step.price, step.mwh, step.taken) for step in offers]
    context = {
        "asked": wanted,
        "days": list(bundled()),
        "zones": {name: zone(name) for name in day["zones"]},
        "hours": range(1, HOURS + 1),
        "price": here["price"][place],
        "sold": here["sold"][place],
        "bought": here["bought"][place],
        "outside": here["outside"][place],
        "unserved": sum(step.mwh - step.taken for step in bids),
        "offers": named,
        "bids": bids,
        "drawings": drawings(named, bids, here["price"][place]),
        "pictures": pictures(wanted.day, wanted.hour),
        "prices": prices(wanted.day),
        "flows": flows(wanted),
        "welfare": {name: (values[place], sum(values)) for name, values in day["welfare"].items()},
        "proved": day["proved"],
        "digest": day["market"]["simple-bid-curves.csv.gz"][:12],
        "what_ifs": _what_ifs(),
    }
    return render(request, "energy/market.html", context)


def _what_ifs() -> list[dict[str, Any]]:
    """What each change brings, state by state, in alphabetical order."""
    return list(what_ifs().values())


@guarded
@conditional
def merit_order_csv(request: HttpRequest) -> HttpResponse:
    """The steps of the zone and hour."""
    wanted = asked(request)
    rows = (
        (wanted.day, wanted.hour, wanted.zone, side, step.what, step.price, step.mwh, step.taken)
        for side in ("offers", "bids")
        for step in steps(wanted, side)
    )
    columns = (*TIME, "zone", "side", "what", "EUR per MWh", "MWh", "taken, MWh")
    return csv_answer(f"ortak-merit-order-{wanted.day}-{wanted.zone}-{wanted.hour}.csv", columns, rows)


@guarded
@conditional
def prices_csv(request: HttpRequest) -> HttpResponse:
    """Price and volumes of every zone and hour of the day."""
    wanted = asked(request)
    return csv_answer(
        f"ortak-prices-{wanted.day}.csv",
        (*TIME, "zone", "EUR per MWh", "sold, MWh", "bought, MWh"),
        _prices(wanted.day),
    )


def _prices(day: str) -> Iterator[tuple[Any, ...]]:
    for name, each in stored(day)["zones"].items():
        for hour in range(HOURS):
            yield day, hour + 1, name, each["price"][hour], each["sold"][hour], each["bought"][hour]


@guarded
@conditional
def flows_csv(request: HttpRequest) -> HttpResponse:
    """What every link carries in each hour of the day."""
    wanted = asked(request)
    rows = (
        (wanted.day, hour + 1, link["from"], link["to"], link["flow"][hour], link["forward"], link["back"])
        for link in stored(wanted.day)["links"]
        for hour in range(HOURS)
    )
    columns = (*TIME, "from", "to", "flow, MWh", "limit there, MWh", "limit back, MWh")
    return csv_answer(f"ortak-flows-{wanted.day}.csv", columns, rows)


@guarded
@conditional
def what_ifs_csv(request: HttpRequest) -> HttpResponse:
    """What each change brings to each state."""
    rows = (
        (each["code"], state, part, gain["value"], gain["low"], gain["high"])
        for each in _what_ifs()
        for part, by_state in each["states"].items()
        for state, gain in by_state.items()
    )
    return csv_answer("ortak-energy-what-ifs.csv", ("what-if", "state", "part", "value", "low", "high"), rows)
