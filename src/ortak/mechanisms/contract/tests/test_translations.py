"""Translations of data files: found by their text, refused with file and line where they cannot be one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ortak.mechanisms.contract import translations
from ortak.mechanisms.contract.tables import TableError
from ortak.mechanisms.contract.translations import check_translations, is_reviewed, own, titles_of

SOURCE = "code,unit,title,note\nrail.speed,km,Speed of trains,Stops included\nrail.lines,km,Lines,\n"
GOOD = (
    "code,en,title,state\nrail.speed,Speed of trains,Trenlerin hızı,reviewed\n"
    "rail.speed:note,Stops included,Duraklamalar dahil,machine\n"
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that is the only one, with one file and its translation."""
    folder = tmp_path / "data"
    (folder / "titles" / "tr").mkdir(parents=True)
    (folder / "indicators.csv").write_text(SOURCE, encoding="utf-8")
    write(folder, GOOD)
    monkeypatch.setattr(translations, "data_folders", lambda: iter([folder]))
    translations._by_text.cache_clear()
    yield folder
    translations._by_text.cache_clear()


def write(data: Path, text: str, name: str = "indicators.csv") -> None:
    (data / "titles" / "tr" / name).write_text(text, encoding="utf-8")


def test_a_text_has_its_translation_wherever_it_stands(data: Path) -> None:
    check_translations()
    assert own("Speed of trains", "tr") == "Trenlerin hızı"
    assert own("Stops included", "tr") == "Duraklamalar dahil"
    assert titles_of("Speed of trains") == {"en": "Speed of trains", "tr": "Trenlerin hızı"}
    assert titles_of("Lines") == {"en": "Lines"}


def test_who_vouches_for_it_is_known(data: Path) -> None:
    assert is_reviewed("Speed of trains", "tr")
    assert not is_reviewed("Stops included", "tr")
    assert not is_reviewed("Lines", "tr")


def test_a_text_that_became_another_one_falls_back(data: Path) -> None:
    (data / "indicators.csv").write_text(SOURCE.replace("Speed of trains", "Speed of lorries"), encoding="utf-8")
    check_translations()
    assert own("Speed of lorries", "tr") is None


def test_texts_of_many_files_need_no_code(data: Path) -> None:
    write(data, "en,title,state\nkm,km\u00a0yol,machine\n", "units.csv")
    check_translations()
    assert own("km", "tr") == "km\u00a0yol"


def test_a_folder_of_data_has_its_translations_in_that_folder(data: Path) -> None:
    for folder in (data / "items", data / "titles" / "tr" / "items"):
        folder.mkdir()
    (data / "items" / "rail.csv").write_text("item,code,what,title\nTRA-1.a,TRA-1,A line is built,\n")
    write(data, "code,en,title,state\nTRA-1.a,A line is built,Bir hat yapıldı,machine\n", "items/rail.csv")
    check_translations()
    assert own("A line is built", "tr") == "Bir hat yapıldı"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,title,state\n", "indicators.csv, line 1: columns en are missing"),
        (GOOD + "rail.x,Lines,Hatlar,machine\n", "line 4: indicators.csv has no text 'rail.x'"),
        (GOOD + "rail.lines:note,Lines,Hatlar,machine\n", "line 4: indicators.csv has no text 'rail.lines:note'"),
        (GOOD + "rail.speed,Lines,Hatlar,machine\n", "line 4: 'rail.speed' stands twice; the first is at "),
        (GOOD + "rail.lines,Lines,,machine\n", "line 4: title is empty"),
        (GOOD + "rail.lines,,Hatlar,machine\n", "line 4: en is empty"),
        (GOOD + "rail.lines,Lines,Hatlar,good\n", "line 4: state 'good' is not one of machine, reviewed"),
        (GOOD + "rail.lines,Stops included,Hatlar,machine\n", "line 4: 'Stops included' is translated otherwise at "),
    ],
)
def test_what_cannot_be_a_translation_is_named_with_its_place(data: Path, text: str, said: str) -> None:
    write(data, text)
    with pytest.raises(TableError) as refusal:
        check_translations()
    assert said in str(refusal.value)


def test_a_file_that_translates_nothing_is_refused(data: Path) -> None:
    write(data, GOOD, "figures.csv")
    with pytest.raises(TableError, match=r"figures\.csv: there is no .*figures\.csv that it could translate"):
        check_translations()
