"""A way through the network as a corridor that can be simulated.

A published time of a border step or a port is split: a share of its mean is the queue (`queue share`), the rest the
procedure. The queue is that of one line with a stated load: the service that gives exactly this mean wait follows from
the formula of Pollaczek and Khinchine, and the rest of the procedure comes after the line. So a change of the procedure
or of the traffic moves the queue as it would. At the ports of the Caspian the published wait on the way to the ship is
replaced by its parts: the port, the next vessel with room, the wind.
"""

from ortak.areas.transport.operations.figures import Figures
from ortak.areas.transport.operations.ways import on_caspian
from ortak.engines.transport.network import Arc, Leg, Network, Spread, TransportError
from ortak.engines.transport.simulation import (
    Corridor,
    Distribution,
    Line,
    Move,
    Stage,
    Train,
    Vessel,
    constant,
    pert,
)

BORDER, BORDER_QUEUE = "border procedure", "border queue"
PORT, PORT_QUEUE = "port", "port queue"
TERMINAL, GAUGE = "terminal", "gauge change"
TO_SHIP = "handling-caspian-to-ship"
AT_SHIP = Spread(12.4, 20.1, 30.0)
"""Hours that a Caspian port takes for a box once a ship is there: the figures of handling-caspian-from-ship."""
CASPIAN = ("handling-caspian-to-ship", "handling-caspian-from-ship")
BLACK_SEA = "black sea"
NEVER_CLOSED = (0.0,) * 12
"""Of the Black Sea no closed days are known."""
SMALLEST_STEP = 0.2
MOST_LOAD = 0.97


def corridor_of(
    network: Network, way: tuple[Arc, ...], figures: Figures, gather: bool = True, name: str = ""
) -> Corridor:
    """The stages of a way. With `gather`, a box that begins by rail waits until its train is full."""
    if not way:
        raise TransportError("a corridor of no legs")
    stages: list[Stage] = []
    first = way[0].leg
    if gather and first.mode == "rail":
        stages.append(
            Train(f"train at {way[0].tail}", int(figures.value("boxes", "train")), figures.value("rate", "train"))
        )
    for arc in way:
        stages.extend(_stages(network, arc, figures))
    ends = (network.places[way[0].tail].name, network.places[way[-1].head].name)
    return Corridor(name or " - ".join(ends), tuple(stages), _assumptions(stages, figures))


def _stages(network: Network, arc: Arc, figures: Figures) -> list[Stage]:
    leg = arc.leg
    if leg.hours is None:
        raise TransportError(f"leg {leg.id}: its hours are unknown, so it cannot be simulated")
    key = f"{leg.id}{'' if arc.tail == leg.tail else '<'}"
    if leg.mode in ("rail", "road"):
        group = f"{leg.mode} {network.places[arc.tail].country}"
        return [Move(key, pert(*leg.hours), group=group)]
    if leg.mode in ("sea", "ferry"):
        return [*_sailing(key, leg, figures, on_caspian(network, leg)), Move(f"{key} crossing", pert(*leg.hours))]
    if leg.mode == "gauge change":
        return [_gauge(key, leg.hours, figures)]
    if leg.mode == "border procedure":
        return _border(key, leg, figures)
    return [_handling(key, arc, figures)]


def _sailing(key: str, leg: Leg, figures: Figures, caspian: bool) -> list[Stage]:
    if not figures.knows("headway", leg.id):
        return []  # its wait is in the time of the port
    headway, boxes = figures.value("headway", leg.id), int(figures.value("boxes", leg.id, BLACK_SEA))
    return [
        Vessel(
            f"{key} sailing",
            headway,
            boxes,
            figures.value("load", leg.id, BLACK_SEA) * boxes / headway,
            figures.value("shift", "sailing"),
            figures.closed_share() if caspian else NEVER_CLOSED,
            figures.value("hours", "storm"),
        )
    ]


def _gauge(key: str, hours: Spread, figures: Figures) -> Line:
    service = pert(*hours).scaled(figures.value("scale", GAUGE))
    servers = int(figures.value("servers", GAUGE))
    rate = figures.value("load", GAUGE) * servers / service.mean
    return Line(key, GAUGE, GAUGE, service, rate, servers)


def _border(key: str, leg: Leg, figures: Figures) -> list[Stage]:
    subject = f"{leg.carrier or 'rail'} border"
    if not leg.steps:
        assert leg.hours is not None
        return [split(key, pert(*leg.hours), subject, (BORDER, BORDER_QUEUE), figures)]
    stages: list[Stage] = []
    for number, step in enumerate(leg.steps, 1):
        hours = pert(*step.hours)
        if step.name.startswith("run"):
            stages.append(Move(f"{key}.{number}", hours))
        elif hours.mean < SMALLEST_STEP:
            stages.append(Move(f"{key}.{number}", hours, BORDER))
        elif step.name == GAUGE:
            stages.append(_gauge(f"{key}.{number}", step.hours, figures))
        else:
            stages.append(split(f"{key}.{number}", hours, subject, (BORDER, BORDER_QUEUE), figures))
    return stages


def _handling(key: str, arc: Arc, figures: Figures) -> Stage:
    leg, method = arc.leg, arc.leg.hours_cited.method
    assert leg.hours is not None
    if method in CASPIAN:
        port = arc.head if method == TO_SHIP else arc.tail
        local = max(leg.hours.usual - (68.7 if method == TO_SHIP else AT_SHIP.usual), 0.0)
        hours = pert(*(part + local for part in AT_SHIP))
        return split(key, hours, "port", (PORT, PORT_QUEUE), figures, port)
    if method == "handling-port":
        return Move(key, pert(*leg.hours).scaled(figures.value("scale", "port")), PORT)
    return Move(key, pert(*leg.hours), TERMINAL)


def split(
    key: str, hours: Distribution, subject: str, causes: tuple[str, str], figures: Figures, place: str = ""
) -> Line:
    """A line whose mean wait and procedure add up to the mean of the published hours."""
    hours = hours.scaled(figures.value("scale", subject))
    share, load = figures.value("queue share", subject), figures.value("load", place or subject, subject)
    wait, spread = share * hours.mean, 1 + hours.squared_variation
    service = 2 * wait * (1 - load) / (load * spread)
    procedure = (1 - share) * hours.mean
    if service > procedure:  # the line is the whole procedure, and busier than assumed
        service = procedure
        odds = 2 * wait / (service * spread)
        load = min(odds / (1 + odds), MOST_LOAD)
    after = hours.scaled((procedure - service) / hours.mean) if procedure > service else constant(0.0)
    return Line(key, *causes, hours.scaled(service / hours.mean), load / service, after=after)


def _assumptions(stages: list[Stage], figures: Figures) -> tuple[str, ...]:
    found = []
    kinds = {type(stage) for stage in stages}
    if Train in kinds:
        found.append("Trains leave when full; boxes come evenly, at a share of the corridor's traffic that is assumed.")
    if Line in kinds:
        found.append("The share of published times that is queueing, and how busy borders are, are assumed.")
    if Vessel in kinds:
        found.append("Hours between sailings follow from stated yearly capacities; closed days of the sea are assumed.")
    found.append("Legs of one railway or road network share their luck; all else is independent. No night is closed.")
    return tuple(found)
