"""Which blocks are taken: none at a loss, and as much welfare as can be had; the distance to the best is stated.

Search and bound. Prices follow from the blocks taken (`clearing`), and each price vector bounds what any choice could
bring: the welfare without paradoxes is at most the hourly dual value plus what all blocks could earn at these prices
(Lagrange). So every state visited gives a bound, the lowest counts, and the gap is proved without trust in the search.

>>> from ortak.engines.energy.coupling.blocks import Block
>>> from ortak.engines.energy.coupling.market import tiny_market
>>> chosen = clear_with_blocks(tiny_market(), [Block("cheap", 4_000, ((0, 1, 20_000),))])
>>> chosen.taken.tolist(), chosen.clearing.price.tolist(), chosen.gap
([True], [[2000, 5000]], 0.0)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ortak.engines.energy.coupling.blocks import Block, Book, book
from ortak.engines.energy.coupling.clearing import Clearing, clear
from ortak.engines.energy.coupling.errors import NotFeasible
from ortak.engines.energy.coupling.indeterminacy import Reference, drawn
from ortak.engines.energy.coupling.market import Market
from ortak.engines.energy.coupling.relaxation import relaxed
from ortak.engines.energy.coupling.trial import Trial

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]

NEAR = 1e-5
"""A gap below this is small enough not to solve the linear program."""

NEARER = 1e-7
"""A gap below this ends the search."""

OUT_OF_THE_MONEY = "out of the money"
IN_THE_MONEY = "in the money"
PARADOXICAL = "paradoxically rejected"
AT_A_LOSS = "paradoxically accepted"
NO_PARENT = "its parent is rejected"
GROUP_SERVED = "another of its exclusive group is accepted"
CARRIED = "carried by its linked blocks"
AT_THE_MONEY = "at the money, taken in part"
PARTLY_PARADOXICAL = "paradoxically rejected in part"


@dataclass(frozen=True)
class Chosen:
    """The clearing with the blocks taken (their energy in `fixed`), and for each block what it earns or loses."""

    clearing: Clearing
    market: Market
    """The market with the energy of the taken blocks as fixed exchange."""
    taken: Truths
    surplus: Integers
    """What each block earns, or would earn if it were taken at these prices."""
    lost: Integers
    """What paradoxically rejected blocks lose; zero for all others."""
    reasons: tuple[str, ...]
    welfare: int
    """Of the hours and blocks together, in cents times kWh / MWh."""
    bound: int
    """No choice of blocks, paradoxes allowed, has more welfare."""
    bound_at_prices: int
    """The same, as these prices alone prove it."""
    share: tuple[Fraction, ...]
    """How much of each block is taken."""

    @property
    def gap(self) -> float:
        """How far at most the welfare is from the best, as a share of the best."""
        return (self.bound - self.welfare) / max(1, abs(self.bound))


def clear_with_blocks(
    market: Market, blocks: Sequence[Block], tries: int = 2_500, references: Sequence[Reference] = ()
) -> Chosen:
    """Clear with block orders. Deterministic; at most so many `tries` of a change.

    Raises:
        BadMarket: blocks that do not fit the market.
        NotFeasible: an hour that cannot be cleared without any block.

    >>> from ortak.engines.energy.coupling.market import tiny_market
    >>> dear = Block("dear", 6_000, ((0, 1, 20_000),))
    >>> clear_with_blocks(tiny_market(), [dear]).reasons
    ('out of the money',)
    """
    pages = book(blocks, market.hours, len(market.zones))
    trial = Trial(market, pages, min(tries, 2 * len(pages.blocks) + 50))
    _take_what_pays(trial)
    trial.tries += max(0, tries - 2 * len(pages.blocks) - 50)
    _repair(trial)
    if trial.bound - trial.welfare > NEAR * abs(trial.bound):
        _start_again(trial)
    _improve(trial)
    while trial.bound - trial.welfare > NEARER * abs(trial.bound) and _exchange(trial):
        _improve(trial)
    result = chosen(market, pages, trial.taken, trial.bound, references)
    return _take_in_part(market, pages, result, references)


def chosen(
    market: Market, whole: Book, taken: Truths, bound: int | None = None, references: Sequence[Reference] = (),
    share: Sequence[Fraction] | None = None,
) -> Chosen:  # fmt: skip
    """The result for a given choice of blocks; no reference price makes one of them a loss.

    With a `share` of each taken block, prices are drawn to those of the blocks taken in part.
    """
    part = tuple(Fraction(int(each)) for each in taken) if share is None else tuple(share)
    pages = whole if share is None else whole.in_part([each or Fraction(1) for each in part])
    references = [*references, *(
        Reference(hour, zone, block.price, block.price)
        for block, each in zip(whole.blocks, part, strict=True) if 0 < each < 1 for hour, zone, _ in block.legs
    )]  # fmt: skip
    fixed = market.fixed.copy()
    inside = taken[pages.owner]
    np.add.at(fixed, (pages.hour[inside], pages.zone[inside]), pages.energy[inside])
    with_blocks = replace(market, fixed=fixed)
    result = _priced(with_blocks, pages, taken, references)
    surplus = pages.surplus(result.price)
    limit = np.array([each.price for each in pages.blocks], dtype=np.int64)
    asked = int((pages.energy * limit[pages.owner])[inside].sum()) if pages.owner.size else 0
    welfare = int(result.welfare.sum()) - asked
    all_of_it = whole.surplus(result.price)
    here = welfare + whole.best(all_of_it) - int(surplus[taken].sum())
    lost = _lost(pages, surplus, taken) + np.where(taken, np.maximum(all_of_it - surplus, 0), 0)
    reasons = tuple(_reason(pages, surplus, taken, lost, part, number) for number in range(len(pages.blocks)))
    least = here if bound is None else min(here, bound)
    return Chosen(result, with_blocks, taken, surplus, lost, reasons, welfare, least, here, part)


def _take_in_part(market: Market, pages: Book, best: Chosen, references: Sequence[Reference]) -> Chosen:
    """Of each block that may be cut and would earn more: the largest share at which nobody loses, until none can grow.

    Its surplus falls as its share grows, so up to there welfare does not fall.
    """
    can_be_cut = [number for number, block in enumerate(pages.blocks) if block.minimum < 1_000]
    grown = bool(can_be_cut)
    while grown:
        grown = False
        for number in sorted(can_be_cut, key=lambda each: (-int(best.lost[each]), each)):
            better = _larger(market, pages, best, references, number) if best.lost[number] > 0 else None
            if better is not None:
                best, grown = better, True
    return best


def _larger(
    market: Market, pages: Book, before: Chosen, references: Sequence[Reference], number: int
) -> Chosen | None:  # fmt: skip
    """With the largest share of one block at which no block loses; None if it cannot be larger than it is."""
    grain, best = pages.blocks[number].grain, None
    now = int(before.share[number] * grain)
    low, high = max(now + 1, -(-pages.blocks[number].minimum * grain // 1_000)), grain
    step = low
    while low <= high:
        share = list(before.share)
        share[number] = Fraction(step, grain)
        taken = before.taken.copy()
        taken[number] = True
        try:
            tried = chosen(market, pages, taken, before.bound, references, share)
            fair = not (pages.carried(tried.surplus, taken) < 0).any() and tried.welfare >= before.welfare
        except NotFeasible:
            fair = False
        if fair:
            best, low = tried, step + 1
        elif best is None:
            return None
        else:
            high = step - 1
        step = (low + high + 1) // 2
    return best


def _priced(market: Market, pages: Book, taken: Truths, references: Sequence[Reference]) -> Clearing:
    first = clear(market)
    kept: frozenset[int] = frozenset()
    while True:
        result = drawn(market, first, references, kept)
        losing = np.flatnonzero(pages.carried(pages.surplus(result.price), taken) < 0)
        hours = frozenset(pages.hour[np.isin(pages.owner, losing)].tolist()) - kept
        if not hours:
            return result
        kept |= hours


def _lost(pages: Book, surplus: Integers, taken: Truths) -> Integers:
    worth, lost = pages.worth(surplus), np.zeros(taken.size, dtype=np.int64)
    for number, block in enumerate(pages.blocks):
        if not taken[number] and not block.group and (block.parent < 0 or taken[block.parent]):
            lost[number] = worth[number]
    for members in pages.groups:
        kept = sum(int(surplus[each]) for each in members if taken[each])
        best = max(members, key=lambda each: (int(surplus[each]), -each))
        if not taken[best] and surplus[best] > max(kept, 0):
            lost[best] = int(surplus[best]) - max(kept, 0)
    return lost


def _reason(
    pages: Book, surplus: Integers, taken: Truths, lost: Integers, share: Sequence[Fraction], number: int
) -> str:
    block = pages.blocks[number]
    if 0 < share[number] < 1 and surplus[number] >= 0:
        return PARTLY_PARADOXICAL if lost[number] > 0 else AT_THE_MONEY
    if taken[number]:
        if surplus[number] >= 0:
            return IN_THE_MONEY
        return CARRIED if pages.carried(surplus, taken)[number] >= 0 else AT_A_LOSS
    if lost[number] > 0:
        return PARADOXICAL
    if surplus[number] > 0:
        return NO_PARENT if block.parent >= 0 else GROUP_SERVED
    return OUT_OF_THE_MONEY


def _start_again(trial: Trial) -> None:
    """From the linear program: blocks that it takes by more than half; kept if it leads to more welfare."""
    before = trial.keep()
    share, price = relaxed(trial.hours.market, trial.pages)
    trial.bound_at(price)
    for number in np.flatnonzero(trial.taken):
        if trial.taken[number]:
            trial.drop(int(number))
    for number in np.argsort(-share, kind="stable"):
        if share[number] > 0.5 and not trial.taken[number]:
            trial.add(int(number))
    _repair(trial)
    if trial.welfare < before.welfare:
        trial.restore(before)


def _take_what_pays(trial: Trial) -> None:
    """From none: again and again the block that earns most at these prices, and out with what then loses."""
    dropped = np.zeros(trial.taken.size, dtype=np.int64)
    while trial.tries > 0:
        surplus = trial.surplus()
        carried = trial.pages.carried(surplus, trial.taken)
        if carried.size and carried.min() < 0:
            worst = int(carried.argmin())
            dropped[worst] += 1
            trial.drop(worst)
            continue
        gain = np.where(trial.taken | (dropped > 1), 0, surplus)
        for number in np.argsort(-gain, kind="stable"):
            if gain[number] <= 0:
                return
            if trial.add(int(number)):
                break
        else:
            return


def _repair(trial: Trial) -> None:
    """Nobody is taken at a loss: the worst goes out until there is none."""
    while True:
        carried = trial.pages.carried(trial.surplus(), trial.taken)
        if not carried.size or carried.min() >= 0:
            return
        trial.drop(int(carried.argmin()))


def _improve(trial: Trial) -> None:
    """Try each paradoxically rejected block, the dearest first, without what then loses; keep what is better."""
    better = True
    while better and trial.tries > 0:
        better = False
        lost = _lost(trial.pages, trial.surplus(), trial.taken)
        for number in np.argsort(-lost, kind="stable"):
            if lost[number] <= 0 or trial.tries <= 0:
                break
            before = trial.keep()
            if trial.add(int(number)):
                _repair(trial)
                if trial.welfare > before.welfare:
                    better = True
                    break
            trial.restore(before)


def _exchange(trial: Trial) -> bool:
    """Try each paradoxically rejected block in the place of each taken one that shares an hour with it."""
    lost = _lost(trial.pages, trial.surplus(), trial.taken)
    for number in np.argsort(-lost, kind="stable"):
        if lost[number] <= 0:
            break
        hours = trial.pages.hour[trial.legs[number]]
        sharing = np.unique(trial.pages.owner[np.isin(trial.pages.hour, hours)])
        for other in sharing[trial.taken[sharing]]:
            if trial.tries <= 0:
                return False
            before = trial.keep()
            if trial.drop(int(other)) and trial.add(int(number)):
                _repair(trial)
                if trial.welfare > before.welfare:
                    return True
            trial.restore(before)
    return False
