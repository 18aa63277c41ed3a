"""Words taken apart and put together again: forms that grammars print or schools teach, and random ones."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.words import (
    LANGUAGES,
    BadGrammar,
    UnknownLanguage,
    analyses,
    grammar,
    inflect,
    key,
    keys,
    lemma,
    words_of,
)
from ortak.engines.language.words.analysing import candidates
from ortak.engines.language.words.endings import endings
from ortak.engines.language.words.joining import forms
from ortak.engines.language.words.lexicon import lexicon

# language, stem, class, names of suffixes, form
PARADIGMS = [
    # as printed in Göksel and Kerslake 2005, 8.1.2 and 8.1.3 (pages 65 to 67)
    ("tr", "ev", "N", "p1sg", "evim"),
    ("tr", "araba", "N", "p1sg", "arabam"),
    ("tr", "ev", "N", "p2pl", "eviniz"),
    ("tr", "araba", "N", "p3", "arabası"),
    ("tr", "ev", "N", "p1pl", "evimiz"),
    ("tr", "araba", "N", "p3pl", "arabaları"),
    ("tr", "saray", "N", "acc", "sarayı"),
    ("tr", "küçük", "N", "acc", "küçüğü"),
    ("tr", "dere", "N", "dat", "dereye"),
    ("tr", "radyo", "N", "loc", "radyoda"),
    ("tr", "sepet", "N", "loc", "sepette"),
    ("tr", "okul", "N", "abl", "okuldan"),
    ("tr", "sonuç", "N", "abl", "sonuçtan"),
    ("tr", "oda", "N", "p1sg loc", "odamda"),
    ("tr", "git", "V", "pfut p3pl", "gidecekleri"),
    ("tr", "anla", "V", "vn p2pl", "anlamanız"),
    ("tr", "oku", "V", "vniş p3", "okuyuşu"),
    # regular forms of the schools, not taken from a table; where the grammars treat them is named
    ("tr", "ağız", "N", "p3", "ağzı"),
    # Kirchner in Johanson and Csató 1998, Kazakh
    ("kk", "қала", "N", "plural", "қалалар"),
    ("kk", "жыл", "N", "plural", "жылдар"),
    ("kk", "кітап", "N", "plural", "кітаптар"),
    ("kk", "бала", "N", "gen", "баланың"),
    ("kk", "мектеп", "N", "dat", "мектепке"),
    ("kk", "қала", "N", "dat", "қалаға"),
    ("kk", "үй", "N", "loc", "үйде"),
    ("kk", "ат", "N", "abl", "аттан"),
    ("kk", "адам", "N", "abl", "адамнан"),
    ("kk", "ана", "N", "p1sg dat", "анама"),
    ("kk", "ана", "N", "p3 dat", "анасына"),
    ("kk", "кітап", "N", "p3 acc", "кітабын"),
    ("kk", "қой", "V", "pres 3", "қояды"),
    ("kk", "оқы", "V", "pres 1sg", "оқимын"),
    ("kk", "тап", "V", "cv_p", "тауып"),
    ("kk", "кел", "V", "neg past 1sg", "келмедім"),
    # Kirchner in Johanson and Csató 1998, Kyrgyz
    ("ky", "тоо", "N", "plural", "тоолор"),
    ("ky", "көл", "N", "plural", "көлдөр"),
    ("ky", "китеп", "N", "p3", "китеби"),
    ("ky", "бала", "N", "gen", "баланын"),
    ("ky", "үй", "N", "abl", "үйдөн"),
    ("ky", "кел", "V", "pres 3", "келет"),
    ("ky", "башта", "V", "vn", "баштоо"),
    # Boeschoten in Johanson and Csató 1998, Uzbek
    ("uz", "kitob", "N", "plural p1sg dat", "kitoblarimga"),
    ("uz", "yurak", "N", "p3", "yuragi"),
    ("uz", "qishloq", "N", "p3", "qishlogʻi"),
    ("uz", "maktab", "N", "loc", "maktabda"),
    ("uz", "bosh", "N", "p3 abl", "boshidan"),
    ("uz", "kel", "V", "pres 3", "keladi"),
    ("uz", "oʻqi", "V", "pres 1sg", "oʻqiyman"),
    ("uz", "qil", "V", "pass past", "qilindi"),
    # Clark 1998, Turkmen
    ("tk", "kitap", "N", "p3", "kitaby"),
    ("tk", "agaç", "N", "p3", "agajy"),
    ("tk", "göz", "N", "plural", "gözler"),
    ("tk", "göz", "N", "p1sg", "gözüm"),
    ("tk", "ata", "N", "dat", "ata"),
    ("tk", "al", "V", "pres 1sg", "alýaryn"),
    ("tk", "gel", "V", "fut", "geljek"),
    # Berta in Johanson and Csató 1998, Tatar and Bashkir
    ("tt", "урман", "N", "plural", "урманнар"),
    ("tt", "китап", "N", "p3", "китабы"),
    ("tt", "эшлә", "V", "pres", "эшли"),
    ("tt", "сора", "V", "pres 1sg", "сорыйм"),
    ("tt", "мәктәп", "N", "loc", "мәктәптә"),
    ("tt", "өй", "N", "p3", "өе"),
    ("ba", "бала", "N", "plural", "балалар"),
    ("ba", "ҡыҙ", "N", "plural", "ҡыҙҙар"),
    ("ba", "ат", "N", "plural", "аттар"),
    ("ba", "ҡала", "N", "loc", "ҡалала"),
    # Hahn in Johanson and Csató 1998, Uyghur
    ("ug", "bala", "N", "plural", "balilar"),
    ("ug", "ana", "N", "p1sg", "anam"),
    ("ug", "köz", "N", "p1sg", "közüm"),
    ("ug", "mektəp", "N", "dat", "mektəpkə"),
    # Schönig in Johanson and Csató 1998, Azerbaijani
    ("az", "ürək", "N", "p3", "ürəyi"),
    ("az", "otaq", "N", "p3", "otağı"),
    ("az", "ata", "N", "acc", "atanı"),
    ("az", "ev", "N", "loc", "evdə"),
    ("az", "gəl", "V", "neg pres 1sg", "gəlmirəm"),
    ("az", "get", "V", "pres", "gedir"),
]


@pytest.mark.parametrize(("language", "stem", "category", "names", "form"), PARADIGMS)
def test_forms_are_made_and_found(language: str, stem: str, category: str, names: str, form: str) -> None:
    assert form in inflect(stem, language, names.split(), category)
    found = [(each.stem, tuple(suffix.name for suffix in each.suffixes)) for each in candidates(language, form)]
    assert form == stem or (stem, tuple(names.split())) in found


COMMON = [
    ("tr", "kitabı", "kitap"),
    ("tr", "ağacı", "ağaç"),
    ("tr", "evlerimizden", "ev"),
    ("tr", "geliyorduk", "gel"),
    ("kk", "кітабы", "кітап"),
    ("kk", "ағаштардың", "ағаш"),
    ("kk", "қалаларымыздан", "қала"),
    ("ky", "китептерди", "китеп"),
    ("uz", "kitoblarimizdan", "kitob"),
    ("tt", "китапларыннан", "китап"),
    ("az", "kitablarımızdan", "kitab"),
]


@pytest.mark.parametrize(("language", "form", "expected"), COMMON)
def test_likeliest_lemma(language: str, form: str, expected: str) -> None:
    assert lemma(form, language) == key(form, language) == expected


def test_other_scripts_of_a_language_have_one_key() -> None:
    assert {key(form, "kk") for form in ("кітаптар", "kıtaptar", "كىتاپتار")} == {"кітап"}
    assert key("китобларимиздан", "uz") == key("kitoblarimizdan", "uz") == "kitob"
    assert lemma("китобларимиздан", "uz") == "китоб"


def test_names_before_an_apostrophe() -> None:
    assert lemma("Ankara'dan", "tr") == "ankara"
    assert analyses("Benokan’ın", "tr")[0].features.startswith("Case=Gen")


@cache
def chains(language: str, category: str) -> list[tuple[str, ...]]:
    layers = ("noun",) if category == "N" else ("finite", "converb", "nominal")
    found = {
        tuple(suffix.name for suffix in chain)
        for layer in layers
        for rows in endings(language).layers[layer].endings.values()
        for _, _, chain in rows
    }
    return sorted(found)


@cache
def known_stems(language: str, category: str) -> list[str]:
    return sorted(lexicon(language).stems[category])


@cache
def tails(language: str) -> list[str]:
    layers = endings(language).layers
    return sorted(layers["noun"].endings) + sorted(layers["finite"].endings)


@st.composite
def inflected(draw: st.DrawFn) -> tuple[str, str, str, tuple[str, ...]]:
    language = draw(st.sampled_from(LANGUAGES))
    category = draw(st.sampled_from("NV"))
    return (
        language,
        draw(st.sampled_from(known_stems(language, category))),
        category,
        draw(st.sampled_from(chains(language, category))),
    )


@given(inflected())
def test_what_is_made_is_found(made: tuple[str, str, str, tuple[str, ...]]) -> None:
    language, stem, category, names = made
    if len(stem) < 2:
        return
    for form in inflect(stem, language, names, category)[:1]:
        found = {(each.stem, tuple(suffix.name for suffix in each.suffixes)) for each in candidates(language, form)}
        assert (stem, names) in found


@st.composite
def words_of_letters(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(LANGUAGES))
    letters = sorted(grammar(language).alphabet)
    stem = draw(st.sampled_from(known_stems(language, "N")) | st.text(st.sampled_from(letters), min_size=1, max_size=8))
    return language, stem + draw(st.sampled_from(tails(language)))


@given(words_of_letters())
def test_what_is_found_makes_the_word(given_word: tuple[str, str]) -> None:
    language, word = given_word
    for each in candidates(language, word):
        assert word in forms(grammar(language), each.stem, each.suffixes, each.category), each


@given(st.sampled_from(LANGUAGES), st.text(max_size=80))
def test_anything_has_a_reading(language: str, text: str) -> None:
    found = analyses(text, language)
    assert found
    assert found[0].key == key(text, language) == keys(text, language)[0]
    assert all(not feature or "=" in feature for feature in found[0].features.split("|"))


@pytest.mark.parametrize("text", ["", "2024", "ağaçкітап", "a\u0301b", "\u202eab", "İ", "ʼ", "'''", "\x00", "-", "ﷺ"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_input(language: str, text: str) -> None:
    assert analyses(text, language)


def test_a_word_of_ten_thousand_letters_is_its_own_lemma() -> None:
    assert lemma("lar" * 3500, "tr") == "lar" * 3500


def test_errors_say_what_is_valid() -> None:
    with pytest.raises(UnknownLanguage, match="no grammar of 'hu': valid are az, ba"):
        lemma("ház", "hu")
    with pytest.raises(BadGrammar, match="no suffix dual"):
        inflect("ev", "tr", ["dual"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_a_known_source_and_features_that_exist(language: str) -> None:
    import csv

    from ortak.engines.language.words.grammar import DATA

    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    for suffix in grammar(language).suffixes:
        assert suffix.source.split()[0] in known
        assert len(suffix.source.split()) > 1, suffix
        assert all(name[0].isupper() and value for name, value in suffix.features)


@pytest.mark.parametrize(
    ("word", "lemma", "features"),
    [
        ("TBMM’nin", "tbmm", "Case=Gen|Number=Sing"),
        ("ABD'nin", "abd", "Case=Gen|Number=Sing"),
        ("TBMM'ye", "tbmm", "Case=Dat|Number=Sing"),
        ("TBMM'de", "tbmm", "Case=Loc|Number=Sing"),
        ("Ankara'nın", "ankara", "Case=Gen|Number=Sing"),
    ],
)
def test_endings_after_an_apostrophe(word: str, lemma: str, features: str) -> None:
    best = analyses(word, "tr")[0]
    assert (best.lemma, best.features) == (lemma, features)


def test_marks_and_shapeless_signs_do_not_break_words() -> None:
    assert list(words_of("ki\u0306tap e\u0301 ki\u00adtap می\u200cخوام كِتَابٌ")) == [
        "kĭtap",
        "é",
        "kitap",
        "میخوام",
        "كِتَابٌ",
    ]
    assert list(words_of("2024 — !")) == []
