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
