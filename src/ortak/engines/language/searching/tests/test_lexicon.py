"""What the lexicon may and may not bring together: words once found wrong, beside words that must stay."""

import pytest

from ortak.engines.language.searching.lexicon import LONGEST_THING, lexicon
from ortak.engines.language.searching.matching import LEXICON, Settings, carries, matches
from ortak.engines.language.searching.query import query_words
from ortak.engines.language.searching.segments import Document, built


def answers(query: str, language: str, text: str) -> set[int]:
    """Why any word of a text answers a Turkish word."""
    segment = built([Document("1", language, text)])
    return set(matches(query_words(query, "tr"), [segment], Settings())[0][0].kinds.tolist())


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("terör", "ug", "تەرخەمەك"),  # cucumber, by ter (sweat)
        ("terör", "ug", "تەر"),
        ("Ermenistan", "tk", "Türkmenistan"),
        ("Rusya", "az", "Sent-Lusiya"),
        ("Rusya", "ky", "Грузия"),
        ("kadın", "ky", "аялдама"),  # a stop, by аял (woman)
        ("kadın", "kk", "аялдама"),
        ("savaş", "ba", "һуған"),  # an onion, by һуғыш (war)
        ("savaş", "az", "soğan"),
        ("yatırımlar", "az", "çadırlar"),  # tents, by yat (yacht)
        ("yatırımlar", "kk", "яхта"),
        ("enerji", "kk", "электрондық пошта"),
        ("enerji", "ky", "электрондук почта"),
    ],
)
def test_what_the_lexicon_must_not_bring_together(query: str, language: str, text: str) -> None:
    assert LEXICON not in answers(query, language, text)


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("gümrük", "uz", "bojxona"),
        ("gümrük", "uz", "bojxonada"),
        ("gümrük", "kk", "кеден"),
        ("gümrük", "kk", "кедендер"),
        ("gümrük", "ky", "бажы"),
        ("yıldız", "kk", "жұлдыз"),
        ("yıldız", "uz", "yulduzlar"),
        ("deprem", "uz", "zilzila"),
        ("hayvan", "kk", "жануарлар"),
        ("kadın", "ky", "аялдарга"),
        ("kadın", "kk", "әйел"),
        ("Rusya", "kk", "Ресейдің"),
        ("savaş", "uz", "urush"),
    ],
)
def test_what_must_be_found(query: str, language: str, text: str) -> None:
    assert answers(query, language, text)


@pytest.mark.parametrize(
    ("query", "language", "document", "thing"),
    [
        ("gümrük", "kk", "keden", "customs"),
        ("yıldız", "kk", "juldız", "star"),
        ("kadın", "ky", "ayal", "woman"),
        ("rusya", "kk", "resey", "Russia"),
    ],
)
def test_the_thing_named_is_the_word_itself(query: str, language: str, document: str, thing: str) -> None:
    known = lexicon()
    found = [each for each in known.translations(query, "tr") if (each.language, each.word) == (language, document)]
    assert known.why(found[0])[0] == thing


def test_no_message_is_shown_as_a_thing() -> None:
    known = lexicon()
    words = ("lütfen", "parola", "değer", "alan", "sayfa", "kullanıcı", "izin", "geçerli", "girin", "sunucu")
    names = [known.why(each)[0] for word in words for each in known.translations(word, "tr")]
    assert names
    assert max(len(name.split()) for name in names) <= LONGEST_THING


def test_places_that_only_the_model_links_are_apart() -> None:
    known = lexicon()
    names = {each.word for each in known.translations("ermenistan", "tr") if each.language == "tk"}
    assert "ermenistan" in names
    assert not names & {"türkmenistan", "özbegistan", "gazagıstan"}


def test_a_short_word_is_only_itself() -> None:
    assert carries("su", "su")
    assert not carries("sular", "su")
    assert carries("keden", "keden")
    assert not carries("kedey", "keden")
