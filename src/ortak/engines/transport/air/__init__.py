"""Air links: what is reached direct or with one stop, how much demand a pair of cities has, what a new route brings.

Arrays in, frozen dataclasses out; no Django, no files. The steps are apart, so that each can be checked alone:
`network` (airports and pairs with a nonstop flight), `connecting` (the table of all pairs), `gravity` (demand),
`gaps` (pairs of cities without a link) and `opening` (the effect of a new link).

>>> from ortak.engines.transport.air import AirNetwork, Airport, connect
>>> places = [Airport("GYD", "baku", "AZ", 40.47, 50.05), Airport("IST", "istanbul", "TR", 41.28, 28.75)]
>>> places.append(Airport("ESB", "ankara", "TR", 40.13, 33.0))
>>> table = connect(AirNetwork.of(places, [("GYD", "IST"), ("IST", "ESB")]))
>>> table.stops.tolist()
[[-1, 0, 1], [0, -1, 0], [1, 0, -1]]
"""

from ortak.engines.transport.air.connecting import Rules, Table, connect
from ortak.engines.transport.air.gaps import Gap, unserved
from ortak.engines.transport.air.gravity import MODEL, City, Demand, GravityModel
from ortak.engines.transport.air.network import AirError, AirNetwork, Airport, great_circle_km
from ortak.engines.transport.air.opening import Effect, Gain, open_route

__all__ = [
    "MODEL",
    "AirError",
    "AirNetwork",
    "Airport",
    "City",
    "Demand",
    "Effect",
    "Gain",
    "Gap",
    "GravityModel",
    "Rules",
    "Table",
    "connect",
    "great_circle_km",
    "open_route",
    "unserved",
]
