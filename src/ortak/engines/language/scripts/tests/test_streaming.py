"""Streams: the same result whatever the pieces, and the place of the first wrong byte."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.scripts import BadEncoding, convert, convert_stream, converter
from ortak.engines.language.scripts.streaming import decoded

TO_LATIN = converter("uz-Cyrl", "uz-Latn")


@given(st.text(st.sampled_from("ЕешШцЎ ʼa\n\U0001f54a"), max_size=60), st.integers(1, 9))
def test_pieces_do_not_matter(text: str, piece: int) -> None:
    out = BytesIO()
    convert_stream(BytesIO(text.encode()), out, TO_LATIN, piece)
    assert out.getvalue().decode() == convert(text, "uz-Cyrl", "uz-Latn")


@given(st.binary(max_size=40), st.integers(1, 7))
def test_bad_bytes_are_placed(data: bytes, piece: int) -> None:
    try:
        expected = data.decode()
    except UnicodeDecodeError as error:
        with pytest.raises(BadEncoding) as raised:
            list(decoded(BytesIO(data), piece))
        assert raised.value.offset == error.start
    else:
        assert "".join(decoded(BytesIO(data), piece)) == expected


def test_what_came_before_a_bad_byte_is_written() -> None:
    out = BytesIO()
    with pytest.raises(BadEncoding, match="at byte 10"):
        convert_stream(BytesIO("шаҳар".encode() + b"\xff"), out, TO_LATIN, piece=4)
    assert out.getvalue().startswith(b"shah")


@pytest.mark.parametrize("pair", [("uz-Cyrl", "uz-Latn"), ("kk-Arab", "kk-Cyrl"), ("tt-Latn", "tt-Cyrl")])
@pytest.mark.parametrize("unit", ["Шеба", "漢", "\x00", "ا", "a\u0327", "\u202e", "ٴى"])
@pytest.mark.parametrize("times", [200_000, pytest.param(12_500_000, marks=pytest.mark.nightly)])
def test_a_line_without_end(pair: tuple[str, str], unit: str, times: int) -> None:
    """A line of a hundred megabytes in one word is converted, and no sign of it is lost."""
    out = BytesIO()
    chosen = converter(*pair)
    convert_stream(BytesIO((unit * times).encode()), out, chosen)
    middle = chosen(unit * 5)
    length = (len(middle) - len(chosen(unit * 4))) * times
    assert abs(len(out.getvalue().decode()) - length) <= 2 * len(middle)


@given(st.text(st.sampled_from("Шшеь,.'и\u0301"), max_size=30), st.integers(1, 9))
def test_pieces_cut_at_punctuation_are_converted_as_the_whole(text: str, piece: int) -> None:
    out = BytesIO()
    convert_stream(BytesIO(text.encode()), out, TO_LATIN, piece)
    assert out.getvalue().decode() == TO_LATIN(text)


def test_a_line_without_spaces_is_read_in_pieces() -> None:
    read: list[str] = []
    convert_stream(BytesIO("шаҳар,".encode() * 1000), BytesIO(), TO_LATIN, 100, read.append)
    assert max(map(len, read)) < 100


def test_what_is_read_is_what_is_given() -> None:
    read: list[str] = []
    convert_stream(BytesIO("а б\nв г".encode()), BytesIO(), TO_LATIN, 3, read.append)
    assert "".join(read) == "а б\nв г"
