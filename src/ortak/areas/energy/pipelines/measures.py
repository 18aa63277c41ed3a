"""The what-ifs of the pipelines: which projects are built, under which production, and what it brings to whom."""

from dataclasses import dataclass
from typing import Any

from ortak.areas.energy.pipelines.answers import CORRIDOR, europe, real
from ortak.areas.energy.pipelines.facts import load_facts
from ortak.areas.energy.pipelines.modelling import usual_year, whole
from ortak.engines.energy.pipelines.flows import FlowNetwork, brought, carry, outages
from ortak.engines.energy.pipelines.flows.network import GIVES

MORE_TURKMEN = "trans-caspian"  # production rises by what this project could carry


@dataclass(frozen=True)
class Measure:
    """A question, the projects built, and the directives that it serves."""

    code: str
    question: str
    projects: tuple[str, ...]
    codes: tuple[str, ...] = ("ENE-2",)


MEASURES = (
    Measure("energy.trans_caspian", "What if the Trans-Caspian gas line were built?", ("trans-caspian",)),
    Measure("energy.tanap", "What if TANAP could carry 31 bcm a year?", ("tanap-31",)),
    Measure("energy.tap", "What if TAP could carry 20 bcm a year?", ("tap-20",)),
    Measure(
        "energy.southern_corridor",
        "What if the Trans-Caspian line were built and the whole Southern Gas Corridor enlarged?",
        CORRIDOR,
    ),
    Measure("energy.central_asia_china", "What if line D from Central Asia to China were built?", ("cagp-d",)),
    Measure("energy.beyneu_shymkent", "What if Kazakhstan's west and south had a second line?", ("beyneu-shymkent-2",)),
)


def answer(measure: Measure) -> dict[str, Any]:
    """What a measure brings with the production of the facts, and with as much more of Turkmenistan's as the
    Trans-Caspian line could carry: the ends of the range."""
    network, _ = usual_year("gas")
    facts = load_facts()
    more = facts.amounts["tm-production"].amount or 0.0
    richer = network.with_balance("tm-production", whole(more + facts.projects[MORE_TURKMEN].adds) or 0)
    cases = [_case(measure, each) for each in (network, richer)]
    states = sorted({state for case in cases for state in case["states"]})
    return {
        "code": measure.code,
        "codes": list(measure.codes),
        "question": measure.question,
        "adds": {facts.projects[each].pipe: facts.projects[each].adds for each in measure.projects},
        "europe": _range([case["europe"] for case in cases]),
        "taken": _range([case["taken"] for case in cases]),
        "at_risk": _range([case["at_risk"] for case in cases]),
        "states": {state: _range([case["states"].get(state, 0.0) for case in cases]) for state in states},
        "europe_from": [case["from"] for case in cases],
    }


def answers() -> list[dict[str, Any]]:
    """Every what-if."""
    return [answer(measure) for measure in MEASURES]


def _case(measure: Measure, network: FlowNetwork) -> dict[str, Any]:
    """With one production: more that Europe takes, more taken in all, less unserved in the worst outage, and by state
    what it receives (or, of what it gives, sells) more."""
    facts = load_facts()
    base = carry(network)
    added = {facts.projects[each].pipe: whole(facts.projects[each].adds) or 0 for each in measure.projects}
    found = brought(network, added, base)
    bigger = network.with_more(added)
    before, after = (
        sum(europe(facts, net, year)["takes"].values()) for net, year in ((network, base), (bigger, found.carried))
    )
    states: dict[str, int] = {}
    for changes in (found.takes, found.gives):
        for name, amount in changes.items():
            state = facts.amounts[name].state
            if state:
                states[state] = states.get(state, 0) + amount
    taken = sum(amount for name, amount in found.takes.items() if network.balances[name].kind not in GIVES)
    return {
        "europe": round(after - before, 3),
        "taken": real(taken),
        "at_risk": round(worst(network) - worst(bigger), 3),
        "states": {state: real(amount) for state, amount in sorted(states.items()) if amount},
        "from": europe(facts, bigger, found.carried)["from"],
    }


def worst(network: FlowNetwork) -> float:
    """Demand that stays unserved in the worst outage of one pipe, in bcm a year."""
    return real(max(sum(each.unserved.values()) for each in outages(network)))


def _range(values: list[float]) -> dict[str, float]:
    return {"value": values[0], "low": min(values), "high": max(values)}
