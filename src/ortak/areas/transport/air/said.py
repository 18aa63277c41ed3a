"""Answers as plain dictionaries, the same for the command line and the API, and as lines of text.

Every dictionary says on which day the sources were looked through, and what in it is modelled.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from ortak.areas.transport.air.answers import REFERENCE, Reach, Study, Trip, chosen_gaps
from ortak.areas.transport.air.facts import STATES, SURVEY, RouteFact
from ortak.engines.transport.air import AirError, Effect, Gain, Gap

NOT_FOUND = "no route found: that does not say that nobody flies"
MODELLED = "modelled"


def fact(found: Study, route: RouteFact) -> dict[str, Any]:
    """A fact with the document that it is from."""
    source = found.facts.sources[route.source] if found.facts else None
    return {
        "one": route.one,
        "other": route.other,
        "airline": route.airline,
        "state": route.state,
        "seen": route.seen,
        "weekly": route.weekly,
        "season": route.season,
        "note": route.note,
        "source": {name: getattr(source, name) for name in ("title", "publisher", "year", "url")} if source else None,
    }


def trip(found: Study, each: Trip) -> dict[str, Any]:
    """An itinerary; its hours are modelled."""
    return {
        "from": each.one,
        "to": each.other,
        "stops": 0 if each.stop is None else 1,
        "via": each.stop,
        "hours": round(each.hours, 2),
        "km": round(each.km),
        "detour": round(each.detour, 3),
        "facts": [fact(found, route) for route in each.facts],
    }


def trips(found: Study, one: str, other: str, most: int = 10) -> dict[str, Any]:
    """The ways between two places, the fastest first."""
    ways = [trip(found, each) for each in found.trips(one, other, most)]
    return {"trips": ways, "modelled": ["hours"]} | _about(found) | ({} if ways else {"note": NOT_FOUND})


def gap(found: Study, each: Gap) -> dict[str, Any]:
    """A pair of cities without a known link."""
    return {
        "one": name_of(found, each.one),
        "other": name_of(found, each.other),
        "demand_index": _rounded(each.index),
        "low": _rounded(each.low),
        "high": _rounded(each.high),
        "km": round(each.km),
        "hours_with_one_stop": None if each.hours is None else round(each.hours, 2),
        "via": each.via,
    }


def gaps(found: Study, states: Sequence[str] = (), scope: str = "between", most: int = 20) -> dict[str, Any]:
    """Pairs of cities without a known link, most demand first. Raises `AirError` where no city has a population."""
    if not found.facts:
        raise AirError("demand needs cities with their population: it is worked out for the facts that ship only")
    chosen = chosen_gaps(found, states, scope)
    return {
        "count": len(chosen),
        "unserved": [gap(found, each) for each in chosen[:most]],
        "modelled": ["demand_index", "low", "high", "hours_with_one_stop"],
        "index": f"100 is the modelled demand of {' and '.join(REFERENCE)}; low and high hold 80 % of such pairs",
        "note": NOT_FOUND,
    } | _about(found)


def gain(found: Study, each: Gain) -> dict[str, Any]:
    """A pair of cities that a new route helps."""
    return {
        "one": name_of(found, each.one),
        "other": name_of(found, each.other),
        "kind": each.kind,
        "hours_before": None if each.before is None else round(each.before, 2),
        "hours_after": round(each.after, 2),
        "demand_index": None if each.index is None else _rounded(each.index),
    }


def effect(found: Study, one: str, other: str, most: int = 20) -> dict[str, Any]:
    """What a new route brings."""
    return effect_dict(found, found.effect(one, other), most)


def effect_dict(found: Study, effect: Effect, most: int | None = None) -> dict[str, Any]:
    """The same of an effect that is worked out already."""
    return {
        "route": [effect.one, effect.other],
        "km": round(effect.km),
        "hours": round(effect.hours, 2),
        "direct": effect.count("direct"),
        "new_with_one_stop": effect.count("one stop"),
        "faster": effect.count("faster"),
        "mean_hours_saved": None if effect.saved is None else round(effect.saved, 2),
        "gains": [gain(found, each) for each in effect.gains[:most]],
        "modelled": ["hours", "mean_hours_saved", "gains"],
    } | _about(found)


def reach(found: Study, each: Reach) -> dict[str, Any]:
    """What an airport reaches."""
    place = found.facts.airports[each.code] if found.facts else None
    return {
        "code": each.code,
        "name": place.name if place else "",
        "city": name_of(found, place.city) if place else "",
        "state": place.actor if place else "",
        "direct": list(each.direct),
        "with_one_stop": each.one_stop,
        "connectivity_units": round(each.units, 2),
        "closeness": round(each.closeness, 4),
    }


def states(found: Study) -> dict[str, Any]:
    """Linked pairs of airports by pair of states, each pair once, and what is known in all."""
    linked = found.states()
    order = (
        [state for state in STATES if any(state in pair for pair in linked)]
        if found.facts
        else sorted({state for pair in linked for state in pair})
    )
    rows = [
        {"one": one, "other": other, "links": linked[one, other]}
        for number, one in enumerate(order)
        for other in order[number:]
        if (one, other) in linked
    ]
    return {"airports": len(found.network.airports), "links": len(found.network.links), "states": rows} | _about(found)


def name_of(found: Study, city: str) -> str:
    """The name of a city."""
    return found.facts.cities[city].name if found.facts else city


def _about(found: Study) -> dict[str, Any]:
    rules = {"connection_hours": found.rules.connection_hours, "detour": found.rules.detour}
    return ({"survey": SURVEY} if found.facts else {}) | {"rules": rules}


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


def in_words(answer: dict[str, Any]) -> str:
    """An answer as lines for a terminal."""
    lines: list[str] = []
    for key, write in (("trips", _trip), ("unserved", _gap), ("gains", _gain), ("states", _state)):
        if key in answer:
            lines = [write(row) for row in answer[key]]
            break
    return "\n".join([*_head(answer), *lines, *_foot(answer)])


def _head(answer: dict[str, Any]) -> Iterable[str]:
    if "route" in answer:
        saved = answer["mean_hours_saved"]
        yield f"{'-'.join(answer['route'])}: {answer['km']:,} km, {answer['hours']} h"
        yield (
            f"{answer['direct']} pair of cities direct, {answer['new_with_one_stop']} newly with one stop, "
            f"{answer['faster']} faster" + (f"; {saved} h saved on average, by demand" if saved is not None else "")
        )
    elif "states" in answer:
        yield f"{answer['links']:,} linked pairs of {answer['airports']:,} airports"
    elif "unserved" in answer:
        yield f"{answer['count']:,} pairs of cities; {answer['index']}"


def _foot(answer: dict[str, Any]) -> Iterable[str]:
    if "note" in answer:
        yield answer["note"]
    if "survey" in answer:
        modelled = ", ".join(answer.get("modelled", [])) or "nothing"
        yield f"sources looked through on {answer['survey']}; modelled: {modelled}"


def _trip(row: dict[str, Any]) -> str:
    way = f"{row['from']}-{row['to']}" + (f" by {row['via']}" if row["via"] else " direct")
    seen = "".join(
        f"\n  {each['airline'] or 'airline not named'}, {each['state']} {each['seen']}: {each['source']['url']}"
        for each in row["facts"]
    )
    return f"{way:<20} {row['hours']:5.1f} h  {row['km']:>6,} km  detour {row['detour']:.2f}{seen}"


def _gap(row: dict[str, Any]) -> str:
    way = f"{row['hours_with_one_stop']:.1f} h by {row['via']}" if row["via"] else "no connection found"
    index = f"{row['demand_index']:g} ({row['low']:g} to {row['high']:g})"
    return f"{row['one'] + ' - ' + row['other']:<32} {index:<24} {row['km']:>6,} km  {way}"


def _gain(row: dict[str, Any]) -> str:
    before = "none" if row["hours_before"] is None else f"{row['hours_before']:.1f} h"
    return f"{row['one'] + ' - ' + row['other']:<32} {row['kind']:<9} {before} to {row['hours_after']:.1f} h"


def _state(row: dict[str, Any]) -> str:
    return f"{row['one']}-{row['other']}  {row['links']}"
