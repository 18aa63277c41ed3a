"""Blocks that may be taken in part: every share tried on small markets; nobody loses; what could grow, grows."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from ortak.engines.energy.coupling import BadMarket, Market, curves_of
from ortak.engines.energy.coupling.blocks import Block, book
from ortak.engines.energy.coupling.errors import NotFeasible
from ortak.engines.energy.coupling.selection import Chosen, chosen, clear_with_blocks
from ortak.engines.energy.coupling.tests.test_clearing import broken_rules, random_market

NONE = np.zeros((1, 0), dtype=np.int64)


def one_zone(demand: int) -> Market:
    """An hour with 100 kWh at 30.00 and 100 at 50.00."""
    offers, bids = curves_of([[(3_000, 100), (5_000, 100)]]), curves_of([[(30_000, demand)]], falling=True)
    return Market(("a",), NONE[0], NONE[0], NONE, NONE, np.zeros((1, 1), dtype=np.int64), offers, bids)


def test_taken_as_far_as_its_price_clears():
    """By hand: 130 sought, 100 from the first step, 30 of the 50 in the block, whose own price is then the price."""
    found = clear_with_blocks(one_zone(130), [Block("a", 4_500, ((0, 0, 50),), minimum=100)])
    assert found.share == (Fraction(3, 5),)
    assert found.clearing.price.tolist() == [[4_500]]
    assert found.surplus.tolist() == found.lost.tolist() == [0]
    assert found.reasons == ("at the money, taken in part",)
    assert found.gap == 0


def test_not_below_its_minimum():
    found = clear_with_blocks(one_zone(130), [Block("a", 4_500, ((0, 0, 50),), minimum=700)])
    assert (found.share, found.reasons) == ((Fraction(0),), ("paradoxically rejected",))


def test_whole_where_it_earns():
    found = clear_with_blocks(one_zone(180), [Block("a", 4_500, ((0, 0, 50),), minimum=100)])
    assert (found.share, found.reasons) == ((Fraction(1),), ("in the money",))


def small(seed: int) -> tuple[Market, list[Block]]:
    dice = np.random.default_rng(seed)
    market = random_market(seed, zones=2, links=1, steps=4, hours=2)
    market = Market(**{**market.__dict__, "fixed": np.zeros_like(market.fixed)})
    blocks = []
    for number in range(2):
        sign = 1 if dice.random() < 0.7 else -1
        legs = tuple((hour, int(dice.integers(0, 2)), sign * int(dice.integers(1, 4)) * 4) for hour in range(2))
        minimum = int(dice.choice([200, 500, 1_000]))
        blocks.append(Block(f"b{number}", int(dice.integers(0, 12)) * 100, legs, minimum=minimum))
    return market, blocks


def shares(block: Block) -> list[Fraction]:
    some = [Fraction(each, block.grain) for each in range(1, block.grain + 1)]
    return [Fraction(0), *(each for each in some if 1_000 * each >= block.minimum)]


def tried(market: Market, blocks: list[Block], share: tuple[Fraction, ...]) -> Chosen | None:
    taken = np.array([each > 0 for each in share])
    try:
        return chosen(market, book(blocks, 2, 2), taken, None, (), share)
    except NotFeasible:
        return None


def is_fair(result: Chosen | None) -> bool:
    return result is not None and bool((result.surplus[result.taken] >= 0).all())


@pytest.mark.parametrize("seed", range(60))
def test_against_every_share(seed):
    market, blocks = small(seed)
    every = [tried(market, blocks, share) for share in product(*map(shares, blocks))]
    all_of_them = [each for each in every if each is not None]
    found = clear_with_blocks(market, blocks)
    assert is_fair(found)
    assert all(share in shares(block) for share, block in zip(found.share, blocks, strict=True))
    assert found.bound >= max(each.welfare for each in all_of_them)
    assert found.welfare <= max(each.welfare for each in all_of_them if is_fair(each))
    assert (
        found.welfare >= clear_with_blocks(market, [Block(each.name, each.price, each.legs) for each in blocks]).welfare
    )
    assert broken_rules(found.market, found.clearing) == []
    for number, (block, share) in enumerate(zip(blocks, found.share, strict=True)):
        if 0 < share < 1 and found.surplus[number] > 0:
            more = list(found.share)
            more[number] += Fraction(1, block.grain)
            assert not is_fair(tried(market, blocks, tuple(more)))


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (Block("a", 0, (), minimum=0), "valid is above 0, up to 1"),
        (Block("a", 0, (), group="g", minimum=500), "cannot be linked or exclusive"),
    ],
)
def test_what_cannot_be_is_refused(block, says):
    with pytest.raises(BadMarket, match=says):
        book([block], 1, 1)
