"""A lexicon: words whose spelling is given, because no rule tells it."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from ortak.engines.language.scripts.around import Piece, convert_around
from ortak.engines.language.scripts.converter import Converter
from ortak.engines.language.scripts.errors import LanguageError
from ortak.engines.language.scripts.orthography import Orthography
from ortak.engines.language.scripts.reading import cased_letters, is_capital, title

_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’‘ʻʼ`´-](?=[^\W\d_]))*['’‘ʻʼ`´]?"


class BadLexicon(LanguageError):
    """A lexicon that cannot be read: the line, and what is wrong."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"lexicon, line {line}: {what}; a lexicon is a CSV file with the columns given,written")


class Lexicon:
    """A converter that takes the words of a lexicon as they are given there, whatever their capitals.

    >>> from ortak.engines.language.scripts import converter
    >>> to_cyrillic = Lexicon(converter("uz-Latn", "uz-Cyrl"), {"sirk": "цирк"})
    >>> to_cyrillic("Sirk va SIRK, sirkchi")
    'Цирк ва ЦИРК, сиркчи'
    """

    def __init__(self, converter: Converter, words: Mapping[str, str]) -> None:
        self._converter = converter
        self._script, self._target = converter.source, converter.target
        self._words = {self._plain(given): written for given, written in words.items()}
        self._pattern = re.compile(_WORD)

    def __call__(self, text: str) -> str:
        """The text in the target orthography."""
        return convert_around(self._converter, text, list(self.pieces(text)))

    def pieces(self, text: str) -> Iterator[Piece]:
        """The words of a text that the lexicon has, and how they are written."""
        for match in self._pattern.finditer(text):
            found = self._words.get(self._plain(match[0]))
            if found is not None:
                yield Piece(*match.span(), _with_capitals(found, match[0], self._target))

    def _plain(self, word: str) -> str:
        """A word with small letters and one kind of apostrophe."""
        return self._script.lower(word).translate(_APOSTROPHES)


_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʻʼ`´", "'"))


def _with_capitals(written: str, given: str, target: Orthography) -> str:
    capitals = [is_capital(sign) for sign in cased_letters(given)]
    if len(capitals) > 1 and all(capitals):
        return target.upper(written)
    return title(written, target) if capitals[:1] == [True] else written


def read_lexicon(lines: Iterable[str], first_line: int = 1) -> dict[str, str]:
    """The words of a CSV file with the columns given and written. Raises `BadLexicon` with the line, where the line of
    the columns counts as `first_line`: 0 if it was put before what somebody wrote.

    >>> read_lexicon(["given,written", "sirk,цирк"])
    {'sirk': 'цирк'}
    """
    reader = csv.DictReader(lines)
    try:
        return _read(reader, first_line)
    except csv.Error as error:
        raise BadLexicon(reader.line_num + first_line, f"it cannot be read ({error})") from None


def _read(reader: "csv.DictReader[str]", first_line: int) -> dict[str, str]:
    if not {"given", "written"} <= set(reader.fieldnames or ()):
        raise BadLexicon(first_line, f"the columns are {', '.join(reader.fieldnames or ['none'])}")
    words: dict[str, str] = {}
    for row in reader:
        line = reader.line_num + first_line - 1
        if None in row:
            raise BadLexicon(line, f"{row['given']!r} has more than one written form")
        if row["written"] is None:
            raise BadLexicon(line, f"{row['given']!r} has no written form")
        given, written = (row["given"] or "").strip(), row["written"].strip()
        if not re.fullmatch(_WORD, given):
            raise BadLexicon(line, f"{given!r} is not one word")
        if words.setdefault(given, written) != written:
            raise BadLexicon(line, f"{given!r} stands there twice, with two spellings")
    return words


def learned_words(texts: Iterable[str], there: Converter, back: Converter) -> dict[str, str]:
    """A lexicon for the way back, from texts in the orthography that `there` starts from: words that `back` would spell
    otherwise. Of several words with one spelling there the most frequent is kept, in small letters.

    >>> from ortak.engines.language.scripts import converter
    >>> learned_words(["Цирк. Цирк ва сирк"], converter("uz-Cyrl", "uz-Latn"), converter("uz-Latn", "uz-Cyrl"))
    {'sirk': 'цирк'}
    """
    counts = Counter(there.source.lower(word) for text in texts for word in re.findall(_WORD, text))
    found: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        given = there(word)
        if re.fullmatch(_WORD, given):
            found.setdefault(given, word)
    return {given: word for given, word in sorted(found.items()) if back(given) != word}


def write_lexicon(file: TextIO, words: Mapping[str, str]) -> None:
    """Write a lexicon as `read_lexicon` reads it."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["given", "written"])
    writer.writerows(words.items())
