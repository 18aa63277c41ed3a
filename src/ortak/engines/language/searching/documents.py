"""Documents from JSON Lines: an object a line with id, lang and text; other fields are left aside."""

import json
from collections.abc import Callable, Iterable, Iterator

from ortak.engines.language.cognates.sounds import language_of
from ortak.engines.language.searching.errors import BadDocuments, UnknownLanguage
from ortak.engines.language.searching.segments import Document

Identify = Callable[[str], str]
_BOM = b"\xef\xbb\xbf"
_KNOWN = "ar az ba crh cv en fa gag hu kaa kk ky mn ru sah tk tr tt ug uz und"
LANGUAGES = frozenset(_KNOWN.split())
"""The languages a document or a query may be in: those that identification tells apart, and `und` for no language."""


def checked_language(tag: str) -> str:
    """The tag, if it names a language that search knows, whatever its script. Raises `UnknownLanguage`.

    >>> checked_language("kk-Arab"), checked_language("kaz")
    ('kk-Arab', 'kaz')
    """
    if language_of(tag) not in LANGUAGES:
        raise UnknownLanguage(tag, LANGUAGES - {"und"})
    return tag


def read_documents(lines: Iterable[bytes], identify: Identify) -> Iterator[Document]:
    """The documents of a file; where `lang` is missing or empty, `identify` names the language of the text.

    Raises `BadDocuments` with the number of the line.

    >>> list(read_documents([b'{"id": "1", "lang": "kk", "text": "x"}'], identify=lambda text: "tr"))
    [Document(id='1', language='kk', text='x')]
    """
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(_BOM)
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8"))
        except RecursionError:
            raise BadDocuments(f"line {number}: nested too deeply to be a document") from None
        except ValueError as error:
            raise BadDocuments(f"line {number}: not JSON in UTF-8: {error}") from None
        if not isinstance(row, dict):
            raise BadDocuments(f"line {number}: not an object; a line is {{'id': ..., 'lang': ..., 'text': ...}}")
        id_, language, text = row.get("id"), row.get("lang") or "", row.get("text")
        if isinstance(id_, int) and not isinstance(id_, bool):
            id_ = str(id_)
        if not (isinstance(id_, str) and id_):
            raise BadDocuments(f"line {number}: id is missing or no text")
        if not isinstance(text, str) or not isinstance(language, str):
            raise BadDocuments(
                f"line {number}: {'text' if isinstance(language, str) else 'lang'} is missing or no text"
            )
        if any("\ud800" <= sign <= "\udfff" for sign in id_ + language + text):
            raise BadDocuments(f"line {number}: half of a surrogate pair, which is no sign")
        try:
            checked_language(language or "und")
        except UnknownLanguage as error:
            raise BadDocuments(f"line {number}: {error}") from None
        yield Document(id_, language or identify(text), text)
