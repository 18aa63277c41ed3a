"""Conversion of files of any size, a piece at a time."""

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from ortak.engines.language.scripts.errors import BadEncoding

PIECE = 1 << 20
_PUNCTUATION = ".,;:!?()<>/،؛؟"


def decoded(source: BinaryIO, piece: int = PIECE) -> Iterator[str]:
    """The text of a UTF-8 stream, `piece` bytes at a time. Raises `BadEncoding` with the offset of the first wrong
    byte, after all text before it.

    >>> from io import BytesIO
    >>> list(decoded(BytesIO("жол".encode()), piece=3))
    ['ж', 'ол']
    >>> pieces = decoded(BytesIO(b"ab\\xff"))
    >>> next(pieces)
    'ab'
    >>> next(pieces)
    Traceback (most recent call last):
    ortak.engines.language.scripts.errors.BadEncoding: not UTF-8: invalid start byte at byte 2; save the text as UTF-8
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    read = 0
    wrong: BadEncoding | None
    while True:
        chunk = source.read(piece)
        held_back = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            text = error.object[: error.start].decode()
            wrong = BadEncoding(read - held_back + error.start, error.reason)
        else:
            wrong = None
        read += len(chunk)
        if text:
            yield text
        if wrong:
            raise wrong
        if not chunk:
            return


def decoded_lines(source: Iterable[bytes]) -> Iterator[str]:
    """The lines of a UTF-8 stream, each with its end; a mark of byte order before the first is passed over. Raises
    `BadEncoding` with the offset and the line of the first wrong byte, after all lines before it.

    >>> list(decoded_lines([b"a\\n", b"b"]))
    ['a\\n', 'b']
    >>> try:
    ...     list(decoded_lines([b"a\\n", b"b\\xff"]))
    ... except BadEncoding as error:
    ...     print(error.offset, error.line)
    3 2
    """
    read = 0
    for number, line in enumerate(source, start=1):
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            raise BadEncoding(read + error.start, error.reason, number) from None
        read += len(line)
        yield text.removeprefix("\ufeff") if number == 1 else text


def convert_stream(
    source: BinaryIO,
    target: BinaryIO,
    converter: Callable[[str], str],
    piece: int = PIECE,
    read: Callable[[str], None] | None = None,
) -> None:
    """Write the UTF-8 stream `source` to `target` in the target orthography. Memory holds a few pieces, or the
    longest run without space, line end or punctuation if that is longer. What came before a `BadEncoding` has been
    written. `read` is handed each stretch of the text as given, which is where a `Reporter` listens.

    >>> from io import BytesIO
    >>> from ortak.engines.language.scripts import converter
    >>> out = BytesIO()
    >>> convert_stream(BytesIO("Ташкент шаҳри".encode()), out, converter("uz-Cyrl", "uz-Latn"), piece=4)
    >>> out.getvalue().decode()
    'Tashkent shahri'
    """

    def write(text: str) -> None:
        target.write(converter(text).encode())
        if read:
            read(text)

    waiting: list[str] = []
    try:
        for text in decoded(source, piece):
            cut = _last_break(text)
            if cut:
                write("".join([*waiting, text[:cut]]))
                waiting = []
            waiting.append(text[cut:])
    finally:
        write("".join(waiting))


def _last_break(text: str) -> int:
    """Where a text can be cut: after its last line end or space, else after a sign of punctuation that no word has. No
    rule looks across one."""
    return max(text.rfind("\n"), text.rfind(" ")) + 1 or max(map(text.rfind, _PUNCTUATION)) + 1
