"""From the bytes of a file to its text. Only plain text passes; everything else is refused with the place and the
remedy."""

import codecs
import os
import re
from pathlib import Path

from ortak.vision.importer.errors import NotPlainText, UnreadableFile, WrongEncoding

# The document has about 45,000 characters; so many times that is no longer the document.
LIMIT_BYTES = 300_000
GARBLED_LETTERS = 3

_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a word-processor or archive file (DOCX, ODT, ZIP)"),
    (b"\xd0\xcf\x11\xe0", "an old word-processor file (DOC)"),
    (b"{\\rtf", "a rich-text file (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|\?xml\b|html\b|head\b|body\b|(?:p|div|span|li|ul|ol|table|br|h[1-6])\b[^<>]*>)", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_GARBLED = re.compile("[\u00c2-\u00df][\u0080-\u00bf]")  # the two bytes of a letter in UTF-8, each taken for a letter
_REMEDY = "export the document as plain text (UTF-8) and import that"


def read(path: str | os.PathLike[str]) -> bytes:
    """The bytes of the file. Raises `UnreadableFile` for a directory, a missing or forbidden file, and one that is
    far too large."""
    file = Path(path)
    try:
        if file.is_dir():
            raise UnreadableFile(f"{file} is a directory; name the file of the document")
        with file.open("rb") as stream:
            data = stream.read(LIMIT_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"{file} cannot be read: {reason}") from None
    return _within_limit(data)


def decode(data: bytes) -> str:
    """The text of a plain-text file in UTF-8 (with or without byte-order mark) or UTF-16 (with one).

    Raises `NotPlainText` or `WrongEncoding`, naming the byte where it went wrong.

    >>> decode(b"\\xef\\xbb\\xbfEnerji")
    'Enerji'
    >>> decode("Kültür".encode("latin-1"))
    Traceback (most recent call last):
    ortak.vision.importer.errors.WrongEncoding: byte 1 (line 1) is not UTF-8: save the document as UTF-8 and import that
    """
    _within_limit(data)
    for start, name in _FORMATS:
        if data.startswith(start):
            raise NotPlainText(f"this is {name}, from its first bytes: {_REMEDY}")
    text = _decoded(data)
    if not text.strip():
        raise NotPlainText(f"the file is empty ({len(data)} bytes, no letter in it)")
    if (found := _CONTROL.search(text)) is not None:
        place = len(text[: found.start()].encode())
        raise NotPlainText(
            f"control character U+{ord(found[0]):04X} at byte {place} of the text: no plain text; {_REMEDY}"
        )
    if (lost := text.find("\N{REPLACEMENT CHARACTER}")) >= 0:
        line = text.count("\n", 0, lost) + 1
        raise WrongEncoding(
            f"line {line} holds U+FFFD, the sign of a letter lost in an earlier conversion: export it again"
        )
    if len(garbled := list(_GARBLED.finditer(text))) >= GARBLED_LETTERS:
        line = text.count("\n", 0, garbled[0].start()) + 1
        raise WrongEncoding(
            f"line {line} holds {garbled[0][0]!r}: UTF-8 read in another encoding; export the document again"
        )
    if (found := _MARKUP.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise NotPlainText(f"markup {found[0][:20]!r} in line {line}: this is a web page or XML; {_REMEDY}")
    return text


def _within_limit(data: bytes) -> bytes:
    if len(data) > LIMIT_BYTES:
        raise UnreadableFile(
            f"the file has more than {LIMIT_BYTES:,} bytes, the document about 45,000: it is another file"
        )
    return data


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise WrongEncoding("byte 0: a byte-order mark of UTF-32; save the document as UTF-8 and import that")
    for mark, name in _UTF16:
        if data.startswith(mark):
            return _strictly(data, len(mark), name)
    return _strictly(data, len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0, "utf-8")


def _strictly(data: bytes, start: int, encoding: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: start + error.start].decode(encoding, "ignore").count("\n") + 1
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        place = f"byte {start + error.start} (line {line})"
        if start + error.end >= len(data) and error.reason in {"unexpected end of data", "truncated data"}:
            raise WrongEncoding(f"{place}: the file ends in the middle of a {name} character: it is cut off") from None
        raise WrongEncoding(f"{place} is not {name}: save the document as UTF-8 and import that") from None
