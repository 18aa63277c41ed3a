"""Where the gap is between two places that no route joins.

>>> from ortak.engines.transport.network import Leg, Network, Place
>>> places = [Place(name, name.upper(), "", "KZ", lat=place) for place, name in enumerate("abcd")]
>>> network = Network.of(places, [Leg("ab", "a", "b", "rail"), Leg("cd", "c", "d", "rail"), Leg("bc", "b", "c", "rail",
...     status="planned")])
>>> print(gap(network, [arc for arc in network.arcs if arc.leg.operating], "a", "d"))
no route from A to D: from A one comes as far as B, to D one goes from C, and nothing in use joins the two \
(about 111 km); bc would: it is planned
"""

from collections.abc import Sequence

from ortak.engines.reaching import reached
from ortak.engines.sphere import great_circle_km
from ortak.engines.transport.network import Arc, Network, TransportError


class NoRoute(TransportError):
    """The two places are not joined: where the gap is, and what would close it."""


def gap(network: Network, used: Sequence[Arc], source: str, target: str) -> str:
    """Why no route over the arcs in use leads from source to target: the ends of the gap that are nearest.

    >>> from ortak.engines.transport.network import Place
    >>> network = Network.of([Place("a", "A", "", "KZ"), Place("b", "B", "", "KZ")], [])
    >>> gap(network, [], "a", "b")
    'no route from A to B: no leg in use leaves A and none comes to B (about 0 km)'
    """
    places = network.places
    ahead = reached(((arc.tail, arc.head) for arc in used), source)
    behind = reached(((arc.head, arc.tail) for arc in used), target)
    one, other = min(
        ((one, other) for one in sorted(ahead) for other in sorted(behind)),
        key=lambda pair: great_circle_km(places[pair[0]].point, places[pair[1]].point),
    )
    apart = f"about {great_circle_km(places[one].point, places[other].point):,.0f} km"
    said = f"no route from {places[source].name} to {places[target].name}: "
    if len(ahead) == len(behind) == 1:
        said += f"no leg in use leaves {places[source].name} and none comes to {places[target].name} ({apart})"
    else:
        said += (
            f"from {places[source].name} one comes as far as {places[one].name}, to {places[target].name} one goes "
            f"from {places[other].name}, and nothing in use joins the two ({apart})"
        )
    running = {arc.leg.id for arc in used}
    closing = [
        arc.leg for arc in network.arcs if arc.leg.id not in running and arc.tail in ahead and arc.head in behind
    ]
    if closing:
        legs = [f"{leg.id} would: it is {leg.status if not leg.operating else leg.mode}" for leg in closing[:3]]
        said += "; " + ", ".join(dict.fromkeys(legs))
    return said
