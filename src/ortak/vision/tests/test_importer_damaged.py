"""What is no official document, or a damaged one, is refused with what is wrong and where; nothing crashes."""

import codecs
import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ortak.vision.importer import (
    ImporterError,
    NotPlainText,
    TooLittleAligned,
    UnknownLanguage,
    UnreadableFile,
    WrongEncoding,
    align,
    detect_language,
    load_register,
    parse,
    read,
    require_enough,
)
from ortak.vision.importer.service import import_document
from ortak.vision.tests.test_importer_official import aligned, items_of, official, official_bytes

HTML = b"<!DOCTYPE html>\n<html><body><p>T\xc3\xbcrk D\xc3\xbcnyas\xc4\xb1</p></body></html>"

REFUSED = {
    "empty": (b"", NotPlainText, r"empty \(0 bytes"),
    "only white space": (b" \r\n\t\n", NotPlainText, "empty"),
    "only a byte-order mark": (codecs.BOM_UTF8, NotPlainText, "empty"),
    "a web page": (HTML, NotPlainText, "line 1: this is a web page"),
    "a page without its head": (b"Enerji\n<p>Turizm</p>", NotPlainText, "line 2: this is a web page"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", NotPlainText, "this is a PDF"),
    "a word-processor file": (b"PK\x03\x04\x14\x00\x06\x00", NotPlainText, "word-processor"),
    "a picture": (b"\x89PNG\r\n\x1a\n", NotPlainText, "picture"),
    "zero bytes": (b"Enerji \x00\x00", NotPlainText, r"U\+0000 at byte 7"),
    "UTF-16 without its mark": ("Enerji".encode("utf-16-le"), NotPlainText, r"U\+0000 at byte 1"),
    "UTF-32": ("Enerji".encode("utf-32"), WrongEncoding, "UTF-32"),
    "half a UTF-16 character": (
        codecs.BOM_UTF16_LE + b"E\x00n",
        WrongEncoding,
        "byte 4 .*ends in the middle of a UTF-16",
    ),
    "half a surrogate": (codecs.BOM_UTF16_LE + b"\x00\xd8E\x00", WrongEncoding, "byte 2 .*is not UTF-16"),
    "another encoding": ("Enerji\nKültür".encode("cp1254"), WrongEncoding, r"byte 8 \(line 2\) is not UTF-8"),
    "cut in the middle of a letter": (
        "Kültü".encode()[:-1],
        WrongEncoding,
        r"byte 5 \(line 1\): the file ends in the middle",
    ),
    "letters lost before": ("Enerji\nK�lt�r".encode(), WrongEncoding, r"line 2 holds U\+FFFD"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_what_and_where(name: str, tmp_path: Path) -> None:
    data, kind, says = REFUSED[name]
    file = tmp_path / "vision.txt"
    file.write_bytes(data)
    with pytest.raises(kind, match=says):
        import_document(file, language="tr", dry_run=True)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a directory"):
        read(tmp_path)
    with pytest.raises(UnreadableFile, match=r"none\.txt cannot be read: No such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read(f"{tmp_path}/\0")


@pytest.mark.skipif(not hasattr(os, "mkfifo") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file(tmp_path: Path) -> None:
    file = tmp_path / "vision.txt"
    file.write_text("Enerji")
    file.chmod(0)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        read(file)


def test_a_line_of_100_megabytes_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "vision.txt"
    with file.open("wb") as stream:
        for _ in range(100):
            stream.write(b"enerji  " * 125_000)
    with pytest.raises(UnreadableFile, match="more than 300,000 bytes"):
        import_document(file, dry_run=True)


def test_the_document_cut_off_anywhere_in_a_letter() -> None:
    data = official_bytes()
    place = next(match.start() for match in re.finditer(b"\xc3", data) if match.start() > len(data) // 2)
    with pytest.raises(WrongEncoding, match=rf"byte {place} \(line \d+\): the file ends in the middle of a UTF-8"):
        parse(data[: place + 1])


def test_half_the_document_says_where_it_ends() -> None:
    half = official().text[: official().text.index(official().gold["ECO-4"])]
    alignment = aligned(half)
    assert items_of(alignment) == {
        code: text
        for code, text in official().gold.items()
        if code.startswith(("PRI-", "POL-", "SEC-")) or code in ("ECO-1", "ECO-2", "ECO-3")
    }
    with pytest.raises(TooLittleAligned) as caught:
        require_enough(alignment, load_register("tr"))
    assert "13 of 123 directives (111 needed), 52 of 52 priorities" in str(caught.value)
    assert f"The last text recognised is ECO-3 in line {official().place['ECO-3'] + 1}." in str(caught.value)
    assert "ECO-4, ECO-5, ECO-6, ECO-7, ECO-8 and 105 more" in str(caught.value)


def test_a_document_in_the_wrong_language_is_not_forced_on_the_register(tmp_path: Path) -> None:
    file = tmp_path / "vision.txt"
    file.write_bytes(official_bytes())
    with pytest.raises(TooLittleAligned):
        import_document(file, language="ru", dry_run=True)
    with pytest.raises(UnknownLanguage, match=r"no titles in 'hu'; it has them in az, .*tr, uz"):
        import_document(file, language="hu", dry_run=True)


def test_a_language_without_titles_is_not_guessed() -> None:
    german = "Die Mitgliedstaaten vertiefen ihre Zusammenarbeit bei Handel, Verkehr, Energie und Landwirtschaft. " * 9
    with pytest.raises(UnknownLanguage, match=r"name it with --lang, one of az, en, kk"):
        detect_language(parse(german.encode()))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1254"])
def test_letters_once_read_in_the_wrong_encoding_are_refused(encoding: str) -> None:
    garbled = official_bytes().decode(encoding, "ignore").encode("utf-8")
    with pytest.raises(WrongEncoding, match=r"line 3 holds '\S+': UTF-8 read in another encoding"):
        parse(garbled)


@given(st.binary(max_size=3_000))
@example(b"\xff\xfe\n\x00")
@example(b"- ")
@example(b",\n, A (")
def test_random_bytes_are_refused_or_read(data: bytes) -> None:
    try:
        document = parse(data)
    except ImporterError as error:
        assert str(error)
    else:
        assert align(document, load_register("tr")).wordings == ()


@given(st.text(st.sampled_from(" \n\r\t.,;:-–•*()[]12aA ıİşŞüÜжЖقあ\u00ad\u00a0\u0307\u200b'’"), max_size=400))
@example("1.\n(a)\n•\n**\n- -\n")
@example("A-\nb-\nC-")
@example("\u0307\n,\n)\n")
def test_random_text_never_crashes(text: str) -> None:
    try:
        document = parse(text.encode())
    except NotPlainText:
        return
    alignment = align(document, load_register("tr"))
    assert len(alignment.wordings) + len(alignment.missing) == len(load_register("tr").rows)


@given(st.integers(0, 180), st.integers(0, 180))
def test_a_part_of_the_document_gives_right_texts_or_none(first: int, last: int) -> None:
    """Whatever lines of the lists are cut out of it: what is found is the whole text of its own row."""
    lists = min(official().place.values())
    start, stop = sorted((lists + first * 2, lists + last * 2))
    inside = {code: text for code, text in official().gold.items() if start <= official().place[code] < stop}
    part = "\n".join(official().lines[start:stop])
    if not part.strip():
        return
    assert items_of(aligned(part)).items() <= inside.items()


@given(
    st.lists(
        st.sampled_from(["Enerji", "Üye Devletler", "Orta Koridor", "işbirliği,", "\n", "\n\n", "- ", "turizm."]),
        max_size=300,
    )
)
def test_words_of_the_register_in_any_order_never_crash(parts: list[str]) -> None:
    text = " ".join(parts)
    if text.strip():
        align(parse(text.encode()), load_register("tr"))
