"""What a reader is told of a conversion: every sign is there once, with its place, its rules and what became of it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.scripts import converter, explain, orthographies, reachable
from ortak.engines.language.scripts.reading import is_letter

ALL = [(each.tag, other) for each in orthographies() for other in reachable(each.tag)]
SIGNS = st.one_of(
    st.sampled_from("аАеЕцшьъўйyoshgʻ'ʼcıiIÇçەئىﻻ"),
    st.sampled_from(" \n\t.,-\u0301\u0327\u0306\u0308\u202e"),
    st.characters(),
)


@given(st.sampled_from(ALL), st.text(SIGNS, max_size=30))
def test_spans_are_the_text_and_its_conversion(pair: tuple[str, str], text: str) -> None:
    found = explain(text, *pair)
    assert "".join(span.given for span in found.spans) == text
    assert found.result == converter(*pair)(text) == "".join(span.written for span in found.spans)
    for span in found.spans:
        line_start = text.rfind("\n", 0, span.start) + 1
        assert (span.line, span.column) == (text.count("\n", 0, span.start) + 1, span.start - line_start + 1)
        assert text[span.start : span.start + len(span.given)] == span.given


@given(st.sampled_from(ALL), st.text(SIGNS, max_size=30))
def test_words_are_the_stretches_with_letters_and_say_what_is_lost(pair: tuple[str, str], text: str) -> None:
    found = explain(text, *pair)
    back = converter(*pair[::-1])
    parts = [part for part in re.findall(r"\S+", text) if any(map(is_letter, part))]
    for part, word in zip(parts, found.words, strict=True):
        before, _, after = part.partition(word.given)
        assert all(unicodedata.category(sign)[0] in "PS" for sign in before + after)
        assert before + word.written + after == converter(*pair)(part)
        assert before + word.back + after == back(converter(*pair)(part))
        assert "".join(span.given for span in word.spans) == part


@given(st.sampled_from(ALL), st.text(SIGNS, max_size=30))
def test_what_no_rule_knows_is_marked_in_its_span(pair: tuple[str, str], text: str) -> None:
    found = explain(text, *pair)
    for each in found.unconverted:
        start = sum(map(len, text.split("\n")[: each.line - 1])) + each.line - 1 + each.column - 1
        assert text[start : start + len(each.text)] == each.text
        over = [
            span for span in found.spans if span.start < start + len(each.text) and start < span.start + len(span.given)
        ]
        assert any(span.kind == each.kind for span in over)


@pytest.mark.parametrize("pair", ALL)
def test_every_rule_that_decides_has_a_source_and_a_name(pair: tuple[str, str]) -> None:
    found = explain(converter(*pair).source.letters, *pair)
    for rule in found.rules:
        assert rule.source.title and rule.id.count(":") == 1


def test_rules_of_all_stages_are_told() -> None:
    found = explain("сұңқар", "kk-Cyrl", "kk-Arab")
    assert not found.through
    two = explain("ш", "kk-Arab", "kk-Latn-x-common")
    assert [each.tag for each in two.through] == ["kk-Cyrl"]
    [span] = explain("ش", "kk-Arab", "kk-Latn").spans
    assert [rule.table for rule in span.rules] == ["kk-Cyrl_kk-Arab", "kk-Cyrl_kk-Latn"]


def test_a_letter_in_two_signs_is_one_span() -> None:
    [span] = explain("s\u0327", "tr-Latn", "tr-Latn-x-common").spans
    assert (span.given, span.written, span.kind) == ("s\u0327", "ş", "")


def test_latin_in_a_cyrillic_text_is_kept_and_marked() -> None:
    found = explain("COVID вақти", "uz-Cyrl", "uz-Latn")
    assert [(span.given, span.kind) for span in found.spans if span.kind] == [("COVID", "Latin letters")]
    assert [(word.line, word.column, word.written) for word in found.words] == [(1, 1, "COVID"), (1, 7, "vaqti")]


def test_words_are_shown_without_punctuation() -> None:
    found = explain("«Цирк», (шўъба)!", "uz-Cyrl", "uz-Latn")
    assert [(word.given, word.written, word.back) for word in found.words] == [
        ("Цирк", "Sirk", "Сирк"),
        ("шўъба", "shoʻba", "шўба"),
    ]
    assert "".join(span.given for span in found.words[0].spans) == "«Цирк»,"
