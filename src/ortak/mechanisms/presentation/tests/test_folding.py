import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.mechanisms.presentation.folding import holds, plain


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("ULAŞTIRMA", "Ulaştırma ve gümrük"),
        ("ulastirma", "ULAŞTIRMA"),
        ("TÜRKİYE", "Türkiye"),
        ("ozbekiston", "Oʻzbekiston"),
        ("o'zbekiston", "O‘zbekiston"),
        ("казахстан", "КАЗАХСТАН"),
        ("gumruk ulastirma", "Ulaştırma ve gümrük"),
    ],
)
def test_readers_find_what_they_type(asked: str, text: str) -> None:
    assert holds(asked, text)


def test_a_word_that_is_not_there_is_not_found() -> None:
    assert not holds("energy transport", "Transport and customs")


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_every_text_holds_itself_and_nothing_asked(text: str) -> None:
    assert holds(text, text)
    assert holds("", text)
