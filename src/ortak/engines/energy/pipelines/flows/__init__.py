"""What a network of pipes carries in a year, what happens if one stops, and what more of it would bring.

Amounts are whole numbers (million m3 or thousand tonnes a year), so that balances and cuts are exact.

>>> from ortak.engines.energy.pipelines.flows import Balance, FlowNetwork, Pipe, carry
>>> network = FlowNetwork.of(
...     [Pipe("long", ("field", "town"), 30, (500,)), Pipe("short", ("field", "town"), 20, (300,))],
...     [Balance("field", "field", "A", "production", 60), Balance("town", "town", "B", "demand", 55)],
... )
>>> found = carry(network)
>>> found.flows["short"], found.flows["long"], found.unserved
((20,), (30,), {'town': 5})
"""

from ortak.engines.energy.pipelines.flows.carrying import Carried, carry
from ortak.engines.energy.pipelines.flows.cuts import Cut, least_cut
from ortak.engines.energy.pipelines.flows.network import Balance, FlowNetwork, Pipe
from ortak.engines.energy.pipelines.flows.outages import Outage, outage, outages
from ortak.engines.energy.pipelines.flows.projects import Brought, brought, marginal
from ortak.engines.energy.pipelines.flows.tracing import origins

__all__ = [
    "Balance",
    "Brought",
    "Carried",
    "Cut",
    "FlowNetwork",
    "Outage",
    "Pipe",
    "brought",
    "carry",
    "least_cut",
    "marginal",
    "origins",
    "outage",
    "outages",
]
