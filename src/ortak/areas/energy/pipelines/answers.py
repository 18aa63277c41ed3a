"""What the model says of the region's pipes, in bcm or Mt a year: the usual year, N-1, expansions."""

from collections.abc import Iterable, Mapping
from typing import Any

from ortak.areas.energy.pipelines.facts import UNITS, Facts, Project, load_facts
from ortak.areas.energy.pipelines.modelling import WHOLE, usual_outages, usual_year, whole
from ortak.engines.energy.pipelines.flows import (
    Brought,
    Carried,
    FlowNetwork,
    Outage,
    brought,
    least_cut,
    marginal,
    origins,
)
from ortak.engines.energy.pipelines.flows.cuts import Cut, proves

CORRIDOR = ("trans-caspian", "scp-31", "tanap-31", "tap-20")
TOGETHER = {"southern-corridor": CORRIDOR}


def real(amount: float) -> float:
    """From units of the engine to bcm or Mt."""
    return round(amount / WHOLE, 6)


def year(commodity: str) -> dict[str, Any]:
    """The flows of the usual year, with the cut that proves that no more demand can be met."""
    network, carried = usual_year(commodity)
    facts = load_facts()
    cut = least_cut(network)
    return {
        "commodity": commodity,
        "unit": UNITS[commodity],
        "pipes": [
            {
                "pipe": line.id,
                "name": line.name,
                "capacity": line.capacity,
                "flows": [real(flow) for flow in carried.flows[line.id]] if line.id in carried.flows else None,
            }
            for line in facts.lines.values()
            if line.commodity == commodity
        ],
        "unserved": _some(_sums(facts, carried.unserved)),
        "left": _some(_sums(facts, carried.left)),
        "balances": {name: real(amount) for name, amount in carried.moved.items()},
        "europe": europe(facts, network, carried),
        "cut": cut_of(cut),
        "proved": proves(network, cut, carried),
    }


def cut_of(cut: Cut) -> dict[str, Any]:
    """A cut, its parts adding up to its value."""
    parts = {"pipes": cut.pipes, "supplies": cut.supplies, "demands": cut.demands}
    return {"value": real(cut.value)} | {
        name: {each: real(amount) for each, amount in found} for name, found in parts.items()
    }


def europe(facts: Facts, network: FlowNetwork, carried: Carried) -> dict[str, Any]:
    """What states of Europe take, and where it came from by proportional mixing."""
    takers = [name for name, each in facts.amounts.items() if each.europe and name in carried.moved]
    came: dict[str, float] = {}
    for taker, parts in origins(network, carried).items():
        if taker in takers:
            for giver, amount in parts.items():
                state = facts.amounts[giver].state or "sea"
                came[state] = came.get(state, 0.0) + amount
    return {
        "takes": {
            state: amount
            for state, amount in _sums(facts, {name: carried.moved[name] for name in takers}).items()
            if amount
        },
        "from": {state: part for state, amount in sorted(came.items()) if (part := round(amount / WHOLE, 2))},
    }


def n1(commodity: str, pipe: str | None = None) -> list[dict[str, Any]]:
    """N-1 of every pipe that runs, or of one."""
    return [_outage(each) for each in usual_outages(commodity) if runs(each.pipe) and pipe in (None, each.pipe)]


def runs(pipe: str) -> bool:
    """Whether a pipe of the model runs today."""
    return load_facts().lines[pipe].operating


def _outage(found: Outage) -> dict[str, Any]:
    facts = load_facts()
    line = facts.lines[found.pipe]
    return {
        "pipe": found.pipe,
        "name": line.name,
        "unit": line.unit,
        "carried": real(found.carried),
        "unserved": _real(found.unserved),
        "outlets": _real(found.outlets),
        "left": _real(found.left),
        "instead": _real(found.instead),
        "cut": cut_of(found.cut),
        "proved": found.proved,
    }


def _real(amounts: Mapping[str, int]) -> dict[str, float]:
    return {name: real(amount) for name, amount in amounts.items()}


def expansions(commodity: str) -> dict[str, Any]:
    """What one more unit of each pipe is worth, and what each project brings, alone and together."""
    facts = load_facts()
    network, carried = usual_year(commodity)
    wanted = [each for each in facts.projects.values() if facts.lines[each.pipe].commodity == commodity]
    found = [project(facts, network, carried, each.id, [each]) for each in wanted]
    if commodity == "gas":
        for name, parts in TOGETHER.items():
            found.append(project(facts, network, carried, name, [facts.projects[part] for part in parts]))
    return {
        "commodity": commodity,
        "unit": UNITS[commodity],
        "marginal": {name: worth for name, worth in marginal(network).items() if runs(name)},
        "projects": found,
    }


def everything() -> dict[str, Any]:
    """All that the pages show, by commodity; `data/pipelines/answers.json` keeps it."""
    return {
        commodity: {"year": year(commodity), "n1": n1(commodity), "expansions": expansions(commodity)}
        for commodity in UNITS
    }


def project(facts: Facts, network: FlowNetwork, base: Carried, name: str, parts: Iterable[Project]) -> dict[str, Any]:
    """What projects built together bring: by state what is taken and given more, and what reaches Europe."""
    parts = list(parts)
    found: Brought = brought(network, {each.pipe: whole(each.adds) or 0 for each in parts}, base)
    bigger = network.with_more({each.pipe: whole(each.adds) or 0 for each in parts})
    return {
        "project": name,
        "title": " + ".join(each.title for each in parts),
        "adds": {each.pipe: each.adds for each in parts},
        "served": real(found.served),
        "takes": _some(_sums(facts, found.takes)),
        "gives": _some(_sums(facts, found.gives)),
        "europe": europe(facts, bigger, found.carried),
    }


def _sums(facts: Facts, amounts: Mapping[str, int]) -> dict[str, float]:
    """By state, in alphabetical order; what comes by ship stands under `sea`."""
    found: dict[str, int] = {}
    for name, amount in amounts.items():
        state = facts.amounts[name].state or "sea"
        found[state] = found.get(state, 0) + amount
    return {state: real(amount) for state, amount in sorted(found.items())}


def _some(amounts: Mapping[str, float]) -> dict[str, float]:
    return {name: amount for name, amount in amounts.items() if amount}
