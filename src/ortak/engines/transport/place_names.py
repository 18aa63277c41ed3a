"""Finding a place by what people write: ids, codes, names in any spelling.

Diacritics, case, apostrophes and the words for what a place is (`railway`, `port`, `city`) do not matter.

>>> city = Place("tr-istanbul", "Istanbul", "İstanbul", "TR", "city")
>>> names = PlaceNames([city, Place("tr-halkali", "Halkalı (Istanbul)", "", "TR")])
>>> names.find("İSTANBUL").id, names.find("tr-halkali").id
('tr-istanbul', 'tr-halkali')
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ortak.engines.transport.network import Place, TransportError, UnknownPlace

APOSTROPHES = re.compile("['’‘ʻʼ`´]")
PARTED = re.compile(r"[^\w]+")
LETTERS = str.maketrans({"ı": "i", "ə": "e", "ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ё": "е"})
KIND_WORDS = frozenset(
    {
        *("railway", "rail", "station", "seaport", "port", "harbour", "ferry", "pier", "freeport", "dry"),
        *("city", "junction", "road", "crossing", "logistics", "centre", "center", "terminal"),
    }
)
KINDS_FIRST = (
    "city",
    "logistics centre",
    "station",
    "seaport",
    "inland port",
    "junction",
    "rail border",
    "road border",
)
SUGGESTED = 5


def folded(name: str) -> str:
    """A name without case, diacritics, apostrophes and signs.

    >>> folded("Xi’an"), folded("Bakı"), folded("İstanbul"), folded("Małaszewicze")
    ('xian', 'baki', 'istanbul', 'malaszewicze')
    """
    plain = APOSTROPHES.sub("", name).casefold().translate(LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return " ".join(PARTED.sub(" ", bare.translate(LETTERS)).split())


class NoName(TransportError):
    """Nothing was asked for."""


class PlaceNames:
    """Every way to name the places of a network. `aliases` adds names in other languages to the ids of places."""

    def __init__(self, places: Iterable[Place], aliases: Mapping[str, Iterable[str]] | None = None) -> None:
        self._exact: dict[str, list[Place]] = defaultdict(list)
        self._loose: dict[str, list[Place]] = defaultdict(list)
        self._shown: dict[str, str] = {}
        for place in places:
            self._add(place, list((aliases or {}).get(place.id, ())))

    def _add(self, place: Place, aliases: list[str]) -> None:
        for name in (place.id, place.unlocode, place.name, place.local_name, *aliases):
            if key := folded(name):
                self._exact[key].append(place)
                self._shown.setdefault(key, place.name)
        for name in (place.name, place.local_name, *aliases):
            for part in re.split(r"[(),/]", name):
                if key := _without_kind(folded(part)):
                    self._loose[key].append(place)
                    self._shown.setdefault(key, place.name)

    def find(self, asked: str) -> Place:
        """The place that is meant. An id, a code or a full name comes first, then a town by its name alone; of several
        places in one town the city itself, then a terminal, a station, a port.

        Raises `UnknownPlace` with the nearest names.

        >>> PlaceNames([Place("az-baku", "Baku city", "Bakı şəhəri", "AZ", "city")]).find("Baki")
        Traceback (most recent call last):
        ...
        ortak.engines.transport.network.UnknownPlace: there is no place 'Baki' in the network; did you mean Baku city?
        """
        return self.all_of(asked)[0]

    def all_of(self, asked: str) -> list[Place]:
        """Every place that the name can mean, the likeliest first.

        >>> places = [Place("a-port", "Aktau seaport", "", "KZ", "seaport"), Place("a", "Aktau city", "", "KZ", "city")]
        >>> [place.id for place in PlaceNames(places).all_of("aktau")]
        ['a', 'a-port']
        """
        key = folded(asked)
        if not key:
            raise NoName("name a place: its id, its UN/LOCODE or a name, as Almaty")
        loose = sorted(self._loose.get(key, ()), key=_rank) + sorted(self._loose.get(_without_kind(key), ()), key=_rank)
        found = list(dict.fromkeys([*sorted(self._exact.get(key, ()), key=_rank), *loose]))
        if not found:
            raise UnknownPlace(asked, self._nearest(key))
        return found

    def _nearest(self, key: str) -> tuple[str, ...]:
        known = [*self._exact, *self._loose]
        begins = sorted(name for name in known if len(key) > 2 and name.startswith(key))
        close = get_close_matches(key, known, n=SUGGESTED, cutoff=0.65)
        return tuple(dict.fromkeys(self._shown[name] for name in [*begins[:SUGGESTED], *close]))[:SUGGESTED]


def _rank(place: Place) -> tuple[int, str]:
    kinds = KINDS_FIRST
    return (kinds.index(place.kind) if place.kind in kinds else len(kinds), place.id)


def _without_kind(key: str) -> str:
    words = [word for word in key.split() if word not in KIND_WORDS]
    return " ".join(words)
