"""Gains have the right sign and size, chance cancels, and the smallest sets are the smallest."""

from dataclasses import replace

import pytest

from ortak.engines.transport.simulation import Corridor, Line, Move, Vessel, constant, exponential_of, pert
from ortak.engines.transport.simulation.theory import single_server_wait
from ortak.engines.transport.what_ifs import (
    ChangeError,
    Range,
    below,
    compare,
    in_turn,
    less_traffic,
    more_sailings,
    quicker,
)

RAIL = Move("rail", pert(60, 72, 144))
BORDER = Line("border", "border", "queue", exponential_of(3.0), 0.25)
FERRY = Vessel("ferry", 30.0, 225, 5.0, 0.5, (0.15,) * 12, 36.0)
WAY = Corridor("way", (RAIL, BORDER, FERRY))


def test_half_the_time_at_a_border_empties_its_queue() -> None:
    gained = compare([(WAY, quicker(WAY, "border", 0.5))], replications=6_000)
    expected = 1.5 + single_server_wait(0.25, 3.0, 1.0) - single_server_wait(0.25, 1.5, 1.0)
    assert gained.hours.value == pytest.approx(expected, rel=0.06)
    assert gained.causes["queue"] == pytest.approx(single_server_wait(0.25, 3.0, 1.0) - 0.9, rel=0.08)
    assert gained.causes["moving"] == 0.0  # the same chance: what is not changed does not move
    assert gained.before - gained.after == pytest.approx(gained.hours.value)
    assert gained.late_after < gained.late_before


def test_no_change_gains_nothing() -> None:
    gained = compare([(WAY, replace(WAY, name="the same by another name"))], replications=300)
    assert gained.hours == Range(0.0, 0.0, 0.0, "hours")


def test_common_chance_makes_small_gains_visible() -> None:
    """One per cent of the border's three hours shows in 500 boxes, whose own mean is uncertain by hours."""
    gained = compare([(WAY, quicker(WAY, "border", 0.99))], replications=500)
    assert 0.2 < gained.hours.value < 1.0  # 0.5 by theory


def test_sailings_and_traffic() -> None:
    assert compare([(WAY, more_sailings(WAY, 2.0))], replications=2_000).hours.value > 6.0
    assert compare([(WAY, less_traffic(WAY, "border", 0.5))], replications=2_000).causes["queue"] > 4.0


def test_a_change_may_be_kept_to_some_stages() -> None:
    two = Corridor("two", (BORDER, replace(BORDER, id="other")))
    changed = quicker(two, "border", 0.5, lambda stage: stage == "other")
    assert changed.stages[0] == BORDER and changed.stages[1] != two.stages[1]


def test_the_interval_is_over_the_draws() -> None:
    ways = [Corridor("way", (Move("a", constant(hours)),)) for hours in (10.0, 20.0, 30.0)]
    gained = compare([(way, quicker(way, "moving", 0.5)) for way in ways], replications=5)
    assert gained.each == (5.0, 10.0, 15.0)
    assert (gained.hours.low, gained.hours.value, gained.hours.high) == (6.0, 10.0, 14.0)


def test_the_smallest_sets() -> None:
    measures = {
        "rail": lambda way: quicker(way, "moving", 0.5),
        "border": lambda way: quicker(way, "border", 0.5),
        "vessels": lambda way: more_sailings(way, 2.0),
    }
    found = below(WAY, measures, [10.0, 4.2, 2.9, 0.5], replications=400)
    assert found[0].sets == ((),) and found[-1].sets == ()
    assert found[1].sets[0] == ("rail",)
    assert all(len(chosen) > 1 for chosen in found[2].sets)
    assert all(list(each.hours) == sorted(each.hours) for each in found)
    later = below(WAY, measures, [4.2], share=0.9, replications=400)[0]
    assert not later.sets or len(later.sets[0]) >= 1


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: quicker(WAY, "border", 0.0), "a factor is a number above 0"),
        (lambda: more_sailings(WAY, 2.0, lambda stage: False), "there is no vessel"),
        (lambda: compare([]), "nothing to compare"),
        (lambda: Range.of([], "hours"), "a range of nothing"),
        (lambda: below(WAY, {str(each): in_turn() for each in range(11)}, [1.0]), "11 measures"),
    ],
)
def test_refusals(ask: object, says: str) -> None:
    with pytest.raises(ChangeError, match=says):
        ask()  # type: ignore[operator]
