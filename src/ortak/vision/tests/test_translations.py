"""The content in Turkish: complete, in Turkish letters, with every number of the English; and each translation of the
text that stands there now."""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from ortak.mechanisms.contract.translations import check_translations, data_folders, own, texts_of, translations
from ortak.mechanisms.indicators.computed import declared
from ortak.mechanisms.indicators.models import Agreement, Indicator
from ortak.mechanisms.presentation.wording import STORED_COPY
from ortak.vision.models import EvidenceItem

LETTERS = set("abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZÂÎÛ")
WORD = re.compile(r"[^\W\d_²³]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: units and names that are the same in both languages
SAME = {"%", "km", "MW", "GW", "Ankara"}
LICENCES = {"CC BY 4.0", "CC BY 3.0 IGO"}


def data() -> dict[str, Path]:
    """The data folder of each app, by its label."""
    return {Path(str(folder)).parent.name: Path(str(folder)) for folder in data_folders()}


def areas() -> Iterator[Path]:
    yield from (folder for folder in data().values() if folder.parent.parent.name == "areas")


def files() -> list[Path]:
    """Every data file that has to be in Turkish."""
    house = data()
    found = [
        house["indicators"] / "series.csv",
        house["indicators"] / "agreements.csv",
        house["vision"] / "services.csv",
    ]
    found.append(house["vision"] / "directives.csv")
    found += sorted((house["vision"] / "items").glob("*.csv"))
    names = ("indicators.csv", "milestones.csv")
    return found + [file for folder in areas() for name in names if (file := folder / name).is_file()]


def wanted(file: Path) -> Mapping[str, str]:
    """What readers see of a data file, by code: what a row says, and its note, place and rule. The titles of
    directives have a file of their own."""
    columns = {"items": {""}, "directives.csv": {"evidence"}}
    shown = columns.get(file.parent.name) or columns.get(file.name) or {"", "note", "place", "entry_rule"}
    return {code: text for code, text in texts_of(file).items() if code.partition(":")[2] in shown}


def units() -> set[str]:
    """Every unit of the house."""
    found = {each.unit for _, each in declared()}
    for file in files():
        if file.name in ("series.csv", "indicators.csv"):
            with file.open(encoding="utf-8", newline="") as table:
                found |= {row["unit"] for row in csv.DictReader(table)}
    return found


def pairs() -> dict[str, str]:
    return {each.en: each.title for folder in data_folders() for each in translations(folder, "tr")}


def test_every_translation_can_be_one() -> None:
    check_translations()


@pytest.mark.parametrize("file", files(), ids=lambda file: "/".join(file.parts[-3:]))
def test_turkish_is_complete(file: Path) -> None:
    """If this fails, an English text is new or has changed: bring its row in `titles/tr/` up to date."""
    assert {code: text for code, text in wanted(file).items() if own(text, "tr") is None} == {}


def test_every_unit_is_in_turkish_and_every_translated_unit_is_used() -> None:
    file = data()["indicators"] / "titles" / "tr" / "units.csv"
    with file.open(encoding="utf-8", newline="") as table:
        assert {row["en"] for row in csv.DictReader(table)} == units()


def test_editions_and_licences_of_the_series_are_in_turkish() -> None:
    with (data()["indicators"] / "series.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    said = {part for row in rows for part in row["edition"].split("; ") if not STORED_COPY.fullmatch(part)}
    said |= {row["licence"] for row in rows} - LICENCES
    with (data()["indicators"] / "titles" / "tr" / "notes.csv").open(encoding="utf-8", newline="") as table:
        assert {row["en"] for row in csv.DictReader(table)} == said


def test_no_translation_is_of_a_text_that_is_gone() -> None:
    """If this fails, the English changed and pages fall back to it: translate it anew, and repeat it in `en`."""
    stale = {}
    for label, folder in data().items():
        sources = {f"{file.relative_to(folder)}": texts_of(file) for file in folder.rglob("*.csv")}
        for each in translations(folder, "tr"):
            source = each.place.partition(f"titles{'/'}tr{'/'}")[2].partition(",")[0]
            if source in sources and sources[source][each.code] != each.en:
                stale[f"{label}: {each.code}"] = each.en
    assert stale == {}


def test_turkish_is_written_in_turkish_letters_or_leaves_names_as_they_are() -> None:
    strange = {
        word: en
        for en, text in pairs().items()
        for word in WORD.findall(text)
        if not set(word) <= LETTERS and word not in en
    }
    assert strange == {}


def test_what_is_translated_differs_from_the_english() -> None:
    """A note may be nothing but a word that a rule of the converter is about."""
    same = {en for en, text in pairs().items() if en == text}
    assert {en for en in same if en in SAME or " " in en} == SAME


def test_numbers_survive() -> None:
    """The digits are the same in both languages; English words for numbers may become digits, signs between them
    follow the language."""

    def digits(text: str) -> list[str]:
        return sorted(re.sub(r"[.,]", "", number) for number in NUMBER.findall(text))

    assert {en: text for en, text in pairs().items() if digits(en) != digits(text)} == {}


def test_texts_are_clean() -> None:
    doubtful = {en: text for en, text in pairs().items() if text != " ".join(text.split()) or '""' in text}
    assert doubtful == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
class TestStored:
    def test_titles_are_kept_in_turkish(self) -> None:
        for model in (Indicator, EvidenceItem, Agreement):
            titles = model.objects.values_list("titles", flat=True)
            assert [text for text in titles if "tr" not in text] == []
