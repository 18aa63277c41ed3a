"""The passes of the compiled form say the same as the rules read one by one, where letters compete for letters."""

import random

import pytest

from ortak.engines.language.scripts import converter, tables
from ortak.engines.language.scripts.contexts import ANYTHING, Beside
from ortak.engines.language.scripts.passes import Alternative, planned

DIRECTIONS = [direction for pair in tables() for direction in (pair, pair[::-1])]
CODES = {sign: frozenset({ord(sign), ord(sign.upper())}) for sign in "abcx"}


def alternative(given: str, before: Beside = ANYTHING) -> Alternative:
    return Alternative(ord(given[0]), before, b"", tuple(CODES[sign] for sign in given[1:]), b"", "?", given)


def test_letters_that_wait_for_each_other_have_no_passes() -> None:
    assert planned([alternative("ab"), alternative("ba")], CODES, frozenset()) is None
    assert planned([alternative("aa")], CODES, frozenset()) is None


def test_what_takes_a_letter_comes_before_it() -> None:
    after_x = Beside(CODES["a"], text_end=False)
    passes = planned([alternative("b", after_x), alternative("ab"), alternative("ca")], CODES, frozenset())
    assert passes
    assert [each.given for each in passes.early] == ["ab", "b"]
    assert [each.given for each in passes.late] == ["ca"]


def test_what_takes_a_letter_that_could_not_be_decided_there_comes_last() -> None:
    after_x = Beside(CODES["x"], text_end=False)
    passes = planned([alternative("b", after_x), alternative("ab")], CODES, frozenset())
    assert passes
    assert [each.given for each in passes.late] == ["ab"]


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_letters_given_together_in_any_order(source: str, target: str) -> None:
    chosen, chance = converter(source, target), random.Random(5)
    together = [rule.given for rule in chosen.rules if len(rule.given) > 1] or [chosen.source.letters]
    signs = [*chosen.source.letters, *"".join(together), *chosen.source.apostrophes, *" -x"]
    changes = (str, str, str, chosen.source.upper, str.title)
    for _ in range(60):
        pieces = (chance.choice([chance.choice(together), chance.choice(signs)]) for _ in range(12))
        text = "".join(chance.choice(changes)(piece) for piece in pieces)
        assert chosen(text) == "".join(step.written for step in chosen.explain(text)), text
