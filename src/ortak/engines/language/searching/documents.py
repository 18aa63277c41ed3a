"""Documents from JSON Lines: an object a line with id, lang and text; other fields are left aside."""

import json
from collections.abc import Callable, Iterable, Iterator

from ortak.engines.language.searching.errors import BadDocuments
from ortak.engines.language.searching.segments import Document

Identify = Callable[[str], str]


def read_documents(lines: Iterable[bytes], identify: Identify) -> Iterator[Document]:
    """The documents of a file; where `lang` is missing or empty, `identify` names the language of the text.

    Raises `BadDocuments` with the number of the line.

    >>> list(read_documents([b'{"id": "1", "lang": "kk", "text": "x"}'], identify=lambda text: "tr"))
    [Document(id='1', language='kk', text='x')]
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as error:
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
        yield Document(id_, language or identify(text), text)
