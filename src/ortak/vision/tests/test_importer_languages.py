"""Every language in which the register has titles. There is an official document only in Turkish to test with; for the
others the titles themselves stand in for one, with words lost, so that a weak title shows."""

import random

import pytest

from ortak.vision.importer import Alignment, Document, Register, align, detect_language, languages, load_register, parse

LANGUAGES = ("az", "en", "kk", "ky", "ru", "tr", "uz")


def stand_in(register: Register, lost: float = 0.0) -> tuple[Document, dict[str, str]]:
    """A document of the titles, each with a share of its words lost, and the text of each item."""
    chance = random.Random(register.language)
    lines = ["Preamble of an official document, which says:"]
    texts = {}
    for row in register.rows:
        if row.code == "pillar:1":
            lines.append("We instruct our institutions as follows:")
        if row.kind in ("pillar", "section"):
            lines.append(f"1. {row.title}")
            continue
        words = row.title.split(" ")
        kept = [word for word in words if len(words) < 7 or chance.random() >= lost]
        texts[row.code] = " ".join(kept).rstrip(" ,;:") + ";"
        lines.append(f"- {texts[row.code]}")
    return parse("\n\n".join(lines).encode()), texts


def items_of(alignment: Alignment) -> dict[str, str]:
    return alignment.texts("priority") | alignment.texts("directive")


def test_the_languages_of_the_register() -> None:
    assert languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_detected(language: str) -> None:
    assert detect_language(stand_in(load_register(language), lost=0.3)[0]) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_finds_its_own_row(language: str) -> None:
    register = load_register(language)
    document, texts = stand_in(register)
    alignment = align(document, register)
    assert items_of(alignment) == texts
    assert len(alignment.texts("section")) == 18
    assert (alignment.unaligned, alignment.missing) == ((), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_of_the_words_lost_moves_no_text_to_another_row(language: str) -> None:
    register = load_register(language)
    document, texts = stand_in(register, lost=1 / 3)
    found = items_of(align(document, register))
    assert found.items() <= texts.items()
    assert len(found) >= 165


def test_titles_are_told_apart_by_script_and_words() -> None:
    """Kazakh, Kyrgyz and Russian share letters, Turkish and Azerbaijani most words."""
    kazakh = "ынтымақтастық пен үйлестіруді нығайту, мүше мемлекеттер арасындағы сауданы кеңейту"
    titles = " ".join(row.title for row in load_register("kk").items[:20])
    assert detect_language(parse(f"{kazakh} {titles}".encode())) == "kk"
