"""Orthographies: how a language is written in one alphabet, and where that is laid down."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from ortak.engines.language.scripts.errors import UnknownTag

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Source:
    """A publication that a table rests on."""

    id: str
    title: str
    publisher: str
    year: str
    place: str
    url: str


@dataclass(frozen=True)
class Orthography:
    """A language in one alphabet. `pairs` holds the letters in their order, capital and small; each text of `alike`
    holds signs that are read as its first."""

    tag: str
    language: str
    name: str
    status: str
    pairs: tuple[tuple[str, str], ...]
    foreign: tuple[tuple[str, str], ...]
    vowels: str
    sources: tuple[Source, ...]
    back: str = ""
    front: str = ""
    apostrophes: str = ""
    alike: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()

    @cached_property
    def letters(self) -> str:
        """Every sign that belongs to a word of this orthography, small.

        >>> orthography("tr-Latn").letters
        'abcçdefgğhıijklmnoöprsştuüvyz'
        """
        return "".join(dict.fromkeys(chain.from_iterable(small for _, small in self.pairs + self.foreign)))

    @cached_property
    def _irregular(self) -> tuple[tuple[str, str], ...]:
        """Letters whose capital or small form is not str.upper's or str.lower's: İ and i, I and ı."""
        single = (pair for pair in self.pairs if len(pair[0]) == len(pair[1]) == 1)
        return tuple(pair for pair in single if pair[1].upper() != pair[0] or pair[0].lower() != pair[1])

    def upper(self, text: str) -> str:
        """Capitals as the language has them: i and ı are not str.upper's.

        >>> orthography("az-Latn").upper("istiqlal"), orthography("uz-Latn").upper("istiqlol")
        ('İSTİQLAL', 'ISTIQLOL')
        """
        for capital, small in self._irregular:
            text = text.replace(small, capital)
        return text.upper()

    def lower(self, text: str) -> str:
        """Small letters as the language has them.

        >>> orthography("tr-Latn").lower("DIŞİŞLERİ"), orthography("kaa-Latn").lower("QALÍŃ")
        ('dışişleri', 'qalıń')
        """
        return text.translate(self._to_small).lower()

    @cached_property
    def _to_small(self) -> dict[int, str]:
        return {ord(capital): small for capital, small in self._irregular}


def _letter_pairs(letters: str) -> tuple[tuple[str, str], ...]:
    """Capital and small of each letter: `Shsh` is Sh and sh, a sign without case is itself twice."""
    return tuple((sign[: len(sign) // 2] or sign, sign[len(sign) // 2 :]) for sign in letters.split())


@cache
def sources() -> dict[str, Source]:
    """All sources by their id.

    >>> sources()["tk-eki"].publisher
    'Institute of the Estonian Language'
    """
    text = (DATA / "sources.csv").read_text(encoding="utf-8")
    return {row["id"]: Source(**row) for row in csv.DictReader(text.splitlines())}


@dataclass(frozen=True)
class CommonLetter:
    """A letter of the proposed Common Turkic Alphabet, and what the sources disagree on."""

    capital: str
    small: str
    sound: str
    in_turkish_alphabet: bool
    source: Source
    disagreement: str

    @property
    def of_2024(self) -> bool:
        """Whether it is one of the 34 letters of 2024."""
        return self.small != "w"


@cache
def common_letters() -> tuple[CommonLetter, ...]:
    """The letters of the proposed Common Turkic Alphabet of 2024, and one that only other lists have.

    >>> sum(letter.of_2024 for letter in common_letters())
    34
    """
    rows = csv.DictReader((DATA / "common_alphabet.csv").read_text(encoding="utf-8").splitlines())
    return tuple(
        CommonLetter(
            capital=row["capital"],
            small=row["small"],
            sound=row["sound"],
            in_turkish_alphabet=row["in_turkish_alphabet"] == "yes",
            source=sources()[row["source"]],
            disagreement=row["disagreement"],
        )
        for row in rows
    )


@cache
def _all() -> dict[str, Orthography]:
    tables = tomllib.loads((DATA / "orthographies.toml").read_text(encoding="utf-8"))
    return {
        tag: Orthography(
            tag=tag,
            language=table["language"],
            name=table["name"],
            status=table["status"],
            pairs=_letter_pairs(table["letters"]),
            foreign=_letter_pairs(table.get("foreign", "")),
            vowels=table["vowels"],
            sources=tuple(sources()[key] for key in table["sources"]),
            back=table.get("back", ""),
            front=table.get("front", ""),
            apostrophes=table.get("apostrophes", ""),
            alike=tuple(table.get("alike", ())),
            disagreements=tuple(table.get("disagreements", ())),
        )
        for tag, table in sorted(tables.items())
    }


def orthographies() -> tuple[Orthography, ...]:
    """All orthographies, by tag.

    >>> [o.tag for o in orthographies() if o.language == "ky"]
    ['ky-Cyrl', 'ky-Latn', 'ky-Latn-x-common']
    """
    return tuple(_all().values())


def orthography(tag: str) -> Orthography:
    """The orthography with this BCP 47 tag (case does not matter). Raises `UnknownTag`.

    >>> orthography("UZ-latn").name
    'Uzbek, Latin of 1995'
    """
    by_folded = {known.casefold(): value for known, value in _all().items()}
    try:
        return by_folded[tag.casefold()]
    except KeyError:
        raise UnknownTag(tag, list(_all())) from None
