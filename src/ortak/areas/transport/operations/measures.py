"""The what-ifs of the corridor: what is changed, on which way, and by how much.

Each measure is drawn with the corridor: its size lies between low and high, as the figures of the corridor do.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from ortak.areas.transport.operations.journeys import Journey, Way, journey
from ortak.areas.transport.operations.ways import Ask
from ortak.engines.transport.network import Spread
from ortak.engines.transport.simulation import Corridor
from ortak.engines.transport.what_ifs import Change, ChangeError, more_sailings, quicker

RAIL_AND_SEA = frozenset({"road"})
BORDER, PORT, GAUGE, TERMINAL = "border procedure", "port", "gauge change", "terminal"


TO_BLACK_SEA, TO_ISTANBUL = journey("xian-poti").way, journey("xian-istanbul").way
BY_ROAD = journey("almaty-istanbul-road").way
BAKU_ISTANBUL = Way("az-alat-rail", "tr-halkali", Ask(frozenset({"middle", "btk"}), RAIL_AND_SEA))
BY_ZANGEZUR = Way("az-alat-rail", "tr-halkali", Ask(frozenset({"zangezur"}), RAIL_AND_SEA, frozenset({"zangezur"})))


@dataclass(frozen=True)
class Measure:
    """One what-if. `change` makes a change of the corridor from the size drawn; `other` is the way that it opens;
    `limits` are the limits of the corridor that it moves, by an investment's id or a factor."""

    code: str
    codes: tuple[str, ...]
    question: str
    way: Way
    size: Spread
    size_says: str
    change: Callable[[float], Change]
    other: Way | None = None
    money: str = ""
    investments: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    cost: str | None = None
    combines: bool = field(default=True)


def _same(_: float) -> Change:
    def change(corridor: Corridor) -> Corridor:
        return corridor

    return change


def _shorter(cause: str) -> Callable[[float], Change]:
    return lambda share: lambda corridor: quicker(corridor, cause, 1 - share)


def _aktau_alat(stage: str) -> bool:
    return stage.startswith("kz-aktau--az-alat--sea")


MEASURES = (
    Measure(
        "transport.border_time",
        ("TRA-2", "TRA-1"),
        "What if every border took half the time?",
        TO_BLACK_SEA,
        Spread(0.4, 0.5, 0.6),
        "share of the time of border procedures that goes",
        _shorter(BORDER),
        assumptions=("The traffic at the borders stays as it is.",),
    ),
    Measure(
        "transport.digital_document",
        ("TRA-9", "TRA-2"),
        "What if one digital transit document replaced the papers at every border?",
        TO_BLACK_SEA,
        Spread(0.15, 0.3, 0.5),
        "share of border procedures that is work on documents",
        _shorter(BORDER),
        assumptions=("How much of a border's time is documents is an assumption: CAREC does not tell it apart.",),
    ),
    Measure(
        "transport.permits",
        ("TRA-2", "TRA-9"),
        "What if lorries needed no permit from a quota?",
        BY_ROAD,
        Spread(0.1, 0.25, 0.4),
        "share of the time at road borders that is checking and waiting for permits",
        _shorter(BORDER),
        assumptions=("What permits take of a border's time is an assumption; lorries that find no permit do not go.",),
    ),
    Measure(
        "transport.vessels",
        ("TRA-3", "TRA-1"),
        "What if two more vessels sailed between Aktau and Alat?",
        TO_BLACK_SEA,
        Spread(1.2, 1.33, 1.5),
        "times as many sailings: two vessels more than the six of today",
        lambda times: lambda corridor: more_sailings(corridor, times, _aktau_alat),
        investments=("feeders-2",),
        assumptions=("The new vessels are as large as those of today in the time, of 780 TEU in the room.",),
    ),
    Measure(
        "transport.port_time",
        ("TRA-3", "TRA-1"),
        "What if ports took half the time for a box?",
        TO_BLACK_SEA,
        Spread(0.4, 0.5, 0.6),
        "share of the time in ports that goes",
        _shorter(PORT),
        investments=("aktau-hub", "alat-2"),
        assumptions=("Dwell at Black Sea ports is an estimate without a source.",),
    ),
    Measure(
        "transport.zangezur",
        ("TRA-10", "TRA-3"),
        "What if the Zangezur corridor were open?",
        BAKU_ISTANBUL,
        Spread(1, 1, 1),
        "",
        _same,
        other=BY_ZANGEZUR,
        investments=("zangezur",),
        assumptions=(
            "Compared with the railway through Georgia, which stays. The hours of the new line and of its borders are "
            "not known yet and taken by analogy; it has one border more.",
            "How far and how long the planned line runs is told in the documentation of the network.",
        ),
        combines=False,
    ),
    Measure(
        "transport.gauge_change",
        ("TRA-1", "TRA-3"),
        "What if every change of gauge took half the time?",
        TO_ISTANBUL,
        Spread(0.4, 0.5, 0.6),
        "share of the time of a change of gauge that goes",
        _shorter(GAUGE),
    ),
    Measure(
        "transport.tariff",
        ("TRA-1", "TRA-2"),
        "What if one harmonised tariff held along the corridor?",
        TO_ISTANBUL,
        Spread(0.5, 0.75, 1.0),
        "share of the way from the usual rate of rail to the lowest published one",
        _same,
        money="tariff",
        assumptions=("A harmonised tariff is taken as the lowest through rate that was published, for the whole way.",),
        combines=False,
    ),
    Measure(
        "transport.green_traction",
        ("TRA-6",),
        "What if all trains of the corridor were electric?",
        TO_ISTANBUL,
        Spread(1, 1, 1),
        "",
        _same,
        money="traction",
        assumptions=("Electric traction has the European default factor; grids of the region may emit more.",),
        combines=False,
    ),
)


def measure(code: str) -> Measure:
    """The measure of a code, with or without `transport.`. Raises `KeyError` if there is none."""
    return {each.code: each for each in MEASURES}[code if code.startswith("transport.") else f"transport.{code}"]


def usable(journey: Journey, corridor: Corridor) -> dict[str, Change]:
    """The measures that change something on a journey, at their usual size, and that can be taken together."""
    found = {}
    for each in MEASURES:
        if each.combines and (journey.by_road or each.way is not BY_ROAD):
            change = each.change(each.size.usual)
            with suppress(ChangeError):  # there is nothing of the kind on this way
                if change(corridor) != corridor:
                    found[each.code] = change
    return found
