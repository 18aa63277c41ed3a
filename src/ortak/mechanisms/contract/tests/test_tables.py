"""The CSV reader: whatever a file holds, the answer is rows with their place, or a `TableError` that names one."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.mechanisms.contract.tables import Row, TableError, parse_table, read_table

COLUMNS = ("code", "value")
# What a cell may hold and be read back: any text that is not cut off at its ends.
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30).map(str.strip)


def rows(data: bytes, required: tuple[str, ...] = ()) -> list[Row]:
    return list(parse_table(data, "facts.csv", required))


def refused(data: bytes, required: tuple[str, ...] = ()) -> str:
    with pytest.raises(TableError) as refusal:
        rows(data, required)
    return str(refusal.value)


def written(table: list[list[str]], terminator: str = "\n") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=terminator, quoting=csv.QUOTE_ALL).writerows(table)
    return text.getvalue().encode()


@given(st.binary(max_size=400))
def test_random_bytes_give_rows_or_an_error_that_names_the_file(data: bytes) -> None:
    try:
        found = rows(data, COLUMNS)
    except TableError as error:
        assert str(error).startswith("facts.csv")
    else:
        assert all(re.fullmatch(r"facts\.csv, line \d+", row.place) for row in found)
        assert all({"code", "value"} <= row.keys() for row in found)


# Bytes that matter to the reader are rare among random ones.
SPITEFUL = st.lists(
    st.sampled_from(
        [
            b'"',
            b'""',
            b",",
            b"\n",
            b"\r\n",
            b"\r",
            b"\x00",
            b"\xff",
            b"\xef\xbb\xbf",
            b" ",
            b"code",
            b"value",
            b"x",
            "ğ".encode(),
        ]
    ),
    max_size=60,
).map(b"".join)


@given(SPITEFUL, st.sampled_from([b"", b"code,value\n", b"\xef\xbb\xbfcode,value\r\n"]))
def test_spiteful_bytes_give_rows_or_an_error(data: bytes, header: bytes) -> None:
    try:
        found = rows(header + data, COLUMNS)
    except TableError as error:
        assert str(error).startswith("facts.csv")
    else:
        assert all(isinstance(value, str) and value == value.strip() for row in found for value in row.values())


@given(st.lists(st.tuples(CELLS, CELLS).filter(any), max_size=8), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_what_a_spreadsheet_writes_is_read_back(cells: list[tuple[str, str]], terminator: str, mark: bool) -> None:
    data = written([["code", "value"], *map(list, cells)], terminator)
    found = rows(b"\xef\xbb\xbf" + data if mark else data)
    assert [(row["code"], row["value"]) for row in found] == cells


def test_a_place_is_the_line_where_the_row_begins() -> None:
    found = rows(b'code,value\n\na,"two\nlines"\nb,1\n')
    assert [(row["code"], row.place) for row in found] == [("a", "facts.csv, line 3"), ("b", "facts.csv, line 5")]


def test_values_are_stripped_and_empty_rows_left_out() -> None:
    assert [dict(row) for row in rows(b" code ,value\n  a , 1 \n , \n,\n\n")] == [{"code": "a", "value": "1"}]


@pytest.mark.parametrize("data", [b"", b"\n", b"code,value", b"code,value\n"])
def test_a_file_without_rows_is_read(data: bytes) -> None:
    assert rows(data) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "facts.csv, line 1: columns code, value are missing; needed are code, value"),
        (b"value\n1\n", "facts.csv, line 1: columns code are missing; needed are code, value"),
        (b"code,value,code\n", "facts.csv, line 1: a column stands twice: code"),
        (b"code,value,,\n", "facts.csv, line 1: a column stands twice: one without a name"),
        (b"code,value\na\n", "facts.csv, line 2: 1 values for 2 columns"),
        (b"code,value\na,1\nb,1,2\n", "facts.csv, line 3: 3 values for 2 columns"),
        (b'code,value\na,"1\n', "facts.csv, line 2: unexpected end of data"),
        (b'code,value\na,"1"2\n', "facts.csv, line 2: ',' expected after '\"'"),
        (b"code,value\na,\x001\n", "facts.csv, line 2: a zero byte; this is no text file, or not UTF-8"),
        (b"code,value\na,\xff\n", "facts.csv, line 2: byte 13 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_each_fault_is_named_with_its_line(data: bytes, said: str) -> None:
    assert refused(data, COLUMNS) == said


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1254", "cp1251", "iso8859-9"])
def test_other_encodings_are_refused(encoding: str) -> None:
    text = "code,value\nTürkiye ğı,1\n" if encoding in ("cp1254", "iso8859-9") else "code,value\nҚазақстан,1\n"
    data = (
        text.encode(encoding, errors="replace")
        if encoding != "cp1251"
        else "code,value\nКазахстан,1\n".encode(encoding)
    )
    assert "UTF-8" in refused(data, COLUMNS)


@pytest.mark.parametrize("lifted", [100_001, 10_000_000])
def test_a_huge_cell_is_refused_whatever_limit_the_process_has(lifted: int) -> None:
    before = csv.field_size_limit(lifted)
    try:
        said = refused(b"code,value\na," + b"9" * 100_001)
    finally:
        csv.field_size_limit(before)
    assert said == "facts.csv, line 2: a cell has more than 100,000 characters; is a quotation mark left open?"


def test_a_gigantic_cell_is_refused() -> None:
    assert re.search(
        "facts.csv, line 2: (a cell has more than|field larger than)", refused(b"code,value\na," + b"9" * 10**6)
    )


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "big.csv").write_bytes(b"code,value\n" * 100)
    with pytest.raises(TableError, match=r"big\.csv has more than 1,000 bytes"):
        list(read_table(tmp_path / "big.csv", limit=1000))


def test_an_endless_file_is_refused(tmp_path: Path) -> None:
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("no /dev/zero here")
    with pytest.raises(TableError, match="more than"):
        list(read_table(endless, limit=1000))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("folder", "it is a directory; a CSV file is needed"),
        ("missing.csv", "No such file or directory"),
        ("file/inside.csv", "Not a directory"),
        ("x" * 5000, "File name too long"),
        ("zero\x00byte", "null byte"),
    ],
)
def test_what_is_no_file_is_refused_with_its_name(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(TableError, match=said) as refusal:
        list(read_table(tmp_path / name))
    assert "cannot be read" in str(refusal.value)
