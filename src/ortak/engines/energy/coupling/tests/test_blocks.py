"""Blocks: every choice tried on small markets; nothing taken at a loss; the bound holds."""

from itertools import product

import numpy as np
import pytest

from ortak.engines.energy.coupling import BadMarket, Market
from ortak.engines.energy.coupling.blocks import Block, book
from ortak.engines.energy.coupling.errors import NotFeasible
from ortak.engines.energy.coupling.selection import chosen, clear_with_blocks
from ortak.engines.energy.coupling.tests.test_clearing import broken_rules, random_market
from ortak.engines.energy.verification.profiles import Taken, most_welfare, problems


def small(seed: int) -> tuple[Market, list[Block]]:
    dice = np.random.default_rng(seed + 1_000)
    market = random_market(seed, zones=3, links=3, steps=5, hours=4)
    market = Market(**{**market.__dict__, "fixed": np.zeros_like(market.fixed)})
    blocks = []
    for number in range(7):
        hours = dice.choice(4, int(dice.integers(1, 4)), replace=False)
        sign = 1 if dice.random() < 0.7 else -1
        legs = tuple((int(hour), int(dice.integers(0, 3)), sign * int(dice.integers(1, 8))) for hour in hours)
        parent = 0 if number in (1, 2) else 1 if number == 3 else -1
        blocks.append(Block(f"b{number}", int(dice.integers(0, 12)) * 100, legs, parent, "g" if number > 4 else ""))
    return market, blocks


def allowed(blocks: list[Block], choice: tuple[bool, ...]) -> bool:
    linked = all(each.parent < 0 or choice[each.parent] for each, taken in zip(blocks, choice, strict=True) if taken)
    return linked and choice[5] + choice[6] <= 1


@pytest.mark.parametrize("seed", range(25))
def test_against_every_choice(seed):
    market, blocks = small(seed)
    pages, best, most = book(blocks, 4, 3), None, 0
    for choice in product((False, True), repeat=7):
        if not allowed(blocks, choice):
            continue
        try:
            result = chosen(market, pages, np.array(choice))
        except NotFeasible:
            continue
        most = result.welfare if best is None else max(most, result.welfare)
        fair = pages.carried(result.surplus, result.taken).min() >= 0
        best = result.welfare if best is None else max(best, result.welfare) if fair else best
    found = clear_with_blocks(market, blocks)
    assert pages.carried(found.surplus, found.taken).min() >= 0
    assert allowed(blocks, tuple(found.taken.tolist()))
    assert found.bound >= most
    assert found.welfare >= 0.9 * best
    assert broken_rules(found.market, found.clearing) == []
    claims = [
        Taken(each.name, each.price, each.legs, each.parent, each.group, bool(taken))
        for each, taken in zip(blocks, found.taken, strict=True)
    ]
    assert problems(claims, found.clearing.price) == []
    accepted = int(found.surplus[found.taken].sum())
    assert most_welfare(claims, found.clearing.price, found.welfare - accepted) == found.bound_at_prices
    for lost, taken, reason in zip(found.lost, found.taken, found.reasons, strict=True):
        assert (lost > 0) == (reason == "paradoxically rejected")
        assert not (lost > 0 and taken)


def test_the_same_input_gives_the_same_result():
    market, blocks = small(3)
    one, two = clear_with_blocks(market, blocks), clear_with_blocks(market, blocks)
    assert (one.taken == two.taken).all()
    assert one.welfare == two.welfare


@pytest.mark.parametrize(
    ("blocks", "says"),
    [
        ([Block("a", 0, ((0, 9, 1),))], "outside the market"),
        ([Block("a", 0, (), parent=4)], "no parent number 4"),
        ([Block("a", 0, (), parent=1), Block("b", 0, (), parent=0)], "linked in a circle: a, b"),
        ([Block("a", 0, ()), Block("b", 0, (), parent=0, group="g")], "not both"),
    ],
)
def test_blocks_that_cannot_be_are_refused(blocks, says):
    with pytest.raises(BadMarket, match=says):
        book(blocks, 4, 3)
