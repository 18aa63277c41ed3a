"""Lexicons: words as they are given, whatever stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.scripts import BadLexicon, Lexicon, converter, read_lexicon

PLAIN = converter("uz-Latn", "uz-Cyrl")
WITH = Lexicon(PLAIN, {"sirk": "цирк", "san’at": "санъат", "budjet": "бюджет"})


def test_words_in_all_capitals_and_kinds_of_apostrophe() -> None:
    assert WITH("Sirk SIRK sirk S Sirkda san'at SANʼAT budjet.") == "Цирк ЦИРК цирк С Сиркда санъат САНЪАТ бюджет."


@given(st.text(st.sampled_from("abdeshoʻʼ .,\nШ"), max_size=40))
def test_a_text_without_its_words_is_converted_by_rule(text: str) -> None:
    assert WITH(text) == PLAIN(text)


def test_a_lexicon_resolves_a_loss() -> None:
    to_cyrillic = Lexicon(converter("kk-Arab", "kk-Cyrl"), {"امەريكا": "америка"})
    assert to_cyrillic("امەريكا جانە قازاقستان") == "америка және қазақстан"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["a,b"], "line 1: the columns are a, b"),
        ([], "line 1: the columns are none"),
        (["given,written", "two words,x"], "line 2: 'two words' is not one word"),
        (["given,written", "a,x", "a,y"], "line 3: 'a' stands there twice"),
        (["given,written", ",x"], "line 2: '' is not one word"),
        (["given,written", "a,b", "c\rd,e"], "line 3: it cannot be read"),
        (["given,written", "a," + "b" * 200_000], "line 2: it cannot be read"),
    ],
)
def test_what_is_wrong_with_a_lexicon(lines: list[str], message: str) -> None:
    with pytest.raises(BadLexicon, match=message):
        read_lexicon(lines)


@pytest.mark.parametrize(
    ("lines", "first_line", "message"),
    [
        (["given,written", "a,b", "two words,b"], 1, "lexicon, line 3: 'two words'"),
        (["given,written", "a,b", "two words,b"], 0, "lexicon, line 2: 'two words'"),
        (["given,written", "a,b,c"], 1, "lexicon, line 2: 'a' has more than one written form"),
    ],
)
def test_the_line_is_the_one_that_was_written(lines: list[str], first_line: int, message: str) -> None:
    with pytest.raises(BadLexicon, match=message):
        read_lexicon(lines, first_line)
