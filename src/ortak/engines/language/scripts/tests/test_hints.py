"""The hint channel: every text comes back exactly, whatever it is and whatever its conversion loses."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.scripts import (
    BadHints,
    StaleHints,
    converter,
    hints,
    orthographies,
    orthography,
    reachable,
    read_hints,
    with_hints,
    write_hints,
)

ALL = [(each.tag, other) for each in orthographies() for other in reachable(each.tag)]
DIRECTIONS = [pair for pair in ALL if not converter(*pair).stages] + [p for p in ALL if converter(*p).stages][::9]


def texts_of(tag: str) -> st.SearchStrategy[str]:
    script = orthography(tag)
    letters = "".join(capital + small for capital, small in script.pairs + script.foreign)
    sign = st.one_of(
        st.sampled_from(letters),
        st.sampled_from(" \n\t\u00a0\r\x85.,'’-\\q\u0301\u0327\u0654\U0001f54a"),
        st.characters(),
    )
    return st.text(sign, max_size=40)


@given(st.sampled_from(DIRECTIONS), st.data())
def test_any_text_comes_back_exactly(pair: tuple[str, str], data: st.DataObject) -> None:
    text = data.draw(texts_of(pair[0]))
    there, back = converter(*pair), converter(*pair[::-1])
    written, file = there(text), StringIO()
    write_hints(file, hints(text, written, back), there)
    file.seek(0)
    source, target, found = read_hints(file)
    assert (source, target) == pair
    assert with_hints(written, back, found) == text


def test_an_exact_way_needs_no_hints() -> None:
    back = converter("az-Cyrl", "az-Latn")
    assert list(hints("şəhər ağ", "шәһәр ағ", back)) == []


def test_hints_of_another_text_are_refused() -> None:
    there, back = converter("uz-Cyrl", "uz-Latn"), converter("uz-Latn", "uz-Cyrl")
    found = list(hints("цех ва цех", there("цех ва цех"), back))
    with pytest.raises(StaleHints, match="line 1, column 8"):
        with_hints("sex va sux", back, found)
    with pytest.raises(StaleHints, match="line 1, column 8"):
        with_hints("sex", back, found)


@pytest.mark.parametrize("file", ["", "a,b\n", "from,uz-Cyrl,to,uz-Latn\nline,column,written,given\nx,1,a,b\n"])
def test_what_are_no_hints(file: str) -> None:
    with pytest.raises(BadHints):
        read_hints(StringIO(file))
