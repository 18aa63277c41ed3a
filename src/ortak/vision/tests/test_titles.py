"""The register's titles in every language: complete, in order, and written in the letters of the language."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"
TITLES = DATA / "titles"
TRANSLATIONS = ("tr", "az", "kk", "ky", "uz", "ru")
GLOSSARY_LANGUAGES = ("en", *TRANSLATIONS)

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
TURNED_COMMA, APOSTROPHE = "\u02bb", "\u02bc"
# Both cases are written out: İ and ı do not survive str.lower().
ALPHABETS = {
    "tr": "abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ'",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ",
    "kk": RUSSIAN + RUSSIAN.upper() + "әғқңөұүһіӘҒҚҢӨҰҮҺІ",
    "ky": RUSSIAN + RUSSIAN.upper() + "ңөүҢӨҮ",
    "uz": "abcdefghijklmnopqrstuvxyzABCDEFGHIJKLMNOPQRSTUVXYZ" + TURNED_COMMA + APOSTROPHE,
    "ru": RUSSIAN + RUSSIAN.upper(),
}
# Names of bodies and pipelines that stay as they are in every script.
LATIN_NAMES = {"CICA", "FAO", "IFAD", "IOFS", "IRENA", "TANAP", "TAP"}
TURKISH_LATIN_NAMES = {"Visegrad", "UNDP", "UNESCO", "OECD"}
WORDS_SHARED_WITH_ENGLISH = {"Transport", "Diaspora", "Media"}
PUNCTUATION = set(" ,;:.()-–«»/")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def headings() -> list[str]:
    areas = [row["area"] for row in rows(DATA / "sections.csv")]
    pillars = [f"pillar:{number}" for number in range(1, 5)]
    return pillars + [f"section:{area}" for area in areas] + [f"short:{area}" for area in areas]


def english() -> dict[str, str]:
    commitments = rows(DATA / "directives.csv") + rows(DATA / "priorities.csv")
    return {row["code"]: row["title"] for row in rows(TITLES / "en.csv") + commitments}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text)


def foreign_words(language: str, text: str) -> list[str]:
    kept = LATIN_NAMES | (TURKISH_LATIN_NAMES if language == "tr" else set())
    letters = set(ALPHABETS[language])
    return [word for word in words(text) if word not in kept and not set(word) <= letters]


def test_english_names_the_pillars_and_sections() -> None:
    titles = rows(TITLES / "en.csv")
    assert [row["code"] for row in titles] == headings()
    assert {row["state"] for row in titles} == {"original"}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_code_of_the_register_once_and_in_its_order(language: str) -> None:
    commitments = [row["code"] for name in ("directives", "priorities") for row in rows(DATA / f"{name}.csv")]
    assert len(commitments) == 123 + 52
    assert [row["code"] for row in rows(TITLES / f"{language}.csv")] == headings() + commitments


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_titles_are_filled_and_say_who_vouches_for_them(language: str) -> None:
    titles = rows(TITLES / f"{language}.csv")
    assert [row["code"] for row in titles if not row["title"] or row["title"] != " ".join(row["title"].split())] == []
    assert {row["state"] for row in titles} <= {"machine", "reviewed"}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_words_are_written_in_the_letters_of_the_language(language: str) -> None:
    found = {row["code"]: foreign_words(language, row["title"]) for row in rows(TITLES / f"{language}.csv")}
    assert {code: strange for code, strange in found.items() if strange} == {}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_only_known_signs_stand_between_words(language: str) -> None:
    signs = {sign for row in rows(TITLES / f"{language}.csv") for sign in row["title"] if not sign.isalnum()}
    assert signs - PUNCTUATION - set(ALPHABETS[language]) == set()


def test_uzbek_marks_follow_the_orthography() -> None:
    """The turned comma belongs to oʻ and gʻ alone, the apostrophe never follows o or g, and c only stands in ch."""
    text = "\n".join(row["title"] for row in rows(TITLES / "uz.csv"))
    plain = re.sub("|".join(sorted(LATIN_NAMES)), "", text)
    assert re.findall(rf"\w*(?<![oOgG]){TURNED_COMMA}\w*", plain) == []
    assert re.findall(rf"\w*[oOgG]{APOSTROPHE}\w*", plain) == []
    assert re.findall(r"\w*[cC](?!h)\w*", plain) == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_titles_are_translated(language: str) -> None:
    originals = english()
    same = {row["title"] for row in rows(TITLES / f"{language}.csv") if row["title"] == originals[row["code"]]}
    assert same <= WORDS_SHARED_WITH_ENGLISH


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_two_commitments_share_a_title(language: str) -> None:
    titles = [row["title"] for row in rows(TITLES / f"{language}.csv") if ":" not in row["code"]]
    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("path", [*sorted(TITLES.glob("*.csv")), DATA / "glossary.csv"], ids=lambda path: path.name)
def test_files_are_composed_utf8_with_unix_line_ends(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert b"\r" not in raw
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")


def test_the_glossary_has_one_word_a_term_and_language() -> None:
    terms = rows(DATA / "glossary.csv")
    assert tuple(terms[0]) == ("term", "kind", *GLOSSARY_LANGUAGES)
    assert len({row["term"] for row in terms}) == len(terms)
    empty = [(row["term"], language) for row in terms for language in GLOSSARY_LANGUAGES if not row[language].strip()]
    assert empty == []
    for language in GLOSSARY_LANGUAGES:
        assert len({row[language] for row in terms}) == len(terms), f"two terms share a word in {language}"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_glossary_is_written_in_the_letters_of_the_language(language: str) -> None:
    assert [row[language] for row in rows(DATA / "glossary.csv") if foreign_words(language, row[language])] == []
