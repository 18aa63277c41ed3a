"""Airports and routes from a file of the user: a table with a header, or the layout of OpenFlights.

    airports   columns code, lat, lon, and if you like city, state; or OpenFlights airports.dat
    routes     columns one, other; or OpenFlights routes.dat, of which nonstop routes are taken

OpenFlights is under the Open Database License: its files are read here and are no part of this project.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from ortak.engines.transport.air import AirNetwork, Airport
from ortak.engines.transport.network import BadNetwork

MOST_PROBLEMS = 5


def read_network(routes: Path, airports: Path | None, known: Sequence[Airport]) -> tuple[AirNetwork, int]:
    """A network of two files, and how many routes were left out; without a file of airports the `known` ones count.

    Routes of OpenFlights to airports that its own list lacks are left out. Raises `BadNetwork` with file, line and
    reason of the first problems.
    """
    places = {place.code: place for place in (_airports(airports) if airports else known)}
    pairs, problems, left_out = [], [], 0
    lenient = airports is not None and _is_openflights(routes)
    for line, one, other in _pairs(routes):
        unknown = [code for code in (one, other) if code not in places]
        if unknown and lenient:
            left_out += 1
        elif unknown or one == other:
            reason = f"no airport has the code {unknown[0][:20]!r}" if unknown else f"from {one} to itself"
            problems.append(f"{routes.name}, line {line}: {reason}")
            if len(problems) == MOST_PROBLEMS:
                break
        else:
            pairs.append((one, other))
    if problems:
        raise BadNetwork("; ".join(problems))
    linked = {code for pair in pairs for code in pair}
    used = [place for code, place in places.items() if code in linked] if lenient else places.values()
    return AirNetwork.of(used, pairs), left_out


def _is_openflights(path: Path) -> bool:
    _, head = next(_lines(path), (0, []))
    return len(head) == 9 and "one" not in head


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        try:
            for cells in reader:
                if cells:
                    yield reader.line_num, cells
        except csv.Error as error:
            raise BadNetwork(f"{path.name}, line {reader.line_num}: {error}") from None
        except UnicodeDecodeError as error:
            raise BadNetwork(f"{path.name} is not UTF-8: {error}") from None


def _airports(path: Path) -> list[Airport]:
    lines = _lines(path)
    _, head = next(lines, (0, []))
    if "code" not in head:
        if len(head) < 12:
            raise BadNetwork(f"{path.name}, line 1: columns code, lat, lon, or the layout of OpenFlights airports.dat")
        return [_openflights(path, line, cells) for line, cells in _lines(path) if cells[4] != "\\N"]
    missing = [name for name in ("code", "lat", "lon") if name not in head]
    if missing:
        raise BadNetwork(f"{path.name}, line 1: there is no column {missing[0]!r}; needed are code, lat, lon")
    return [_named(path, line, dict(zip(head, cells, strict=False))) for line, cells in lines]


def _named(path: Path, line: int, row: dict[str, str]) -> Airport:
    code = row.get("code", "")
    return _airport(path, line, (code, row.get("city") or code, row.get("state", ""), row.get("lat"), row.get("lon")))


def _openflights(path: Path, line: int, cells: list[str]) -> Airport:
    if len(cells) < 12:
        raise BadNetwork(f"{path.name}, line {line}: {len(cells)} cells, OpenFlights has 14")
    return _airport(path, line, (cells[4], f"{cells[2]}, {cells[3]}", cells[3], cells[6], cells[7]))


def _airport(path: Path, line: int, row: tuple[str, str, str, str | None, str | None]) -> Airport:
    code, city, state, lat, lon = row
    try:
        return Airport(code, city, state, float(lat or ""), float(lon or ""))
    except ValueError as error:
        raise BadNetwork(f"{path.name}, line {line}: {error}") from None


def _pairs(path: Path) -> Iterator[tuple[int, str, str]]:
    lines = _lines(path)
    first, head = next(lines, (0, []))
    if "one" in head and "other" in head:
        one, other = head.index("one"), head.index("other")
        for line, cells in lines:
            if len(cells) <= max(one, other):
                raise BadNetwork(f"{path.name}, line {line}: {len(cells)} cells under {len(head)} columns")
            yield line, cells[one].strip().upper(), cells[other].strip().upper()
        return
    if len(head) != 9:
        raise BadNetwork(f"{path.name}, line {max(first, 1)}: columns one, other, or OpenFlights routes.dat")
    for line, cells in _lines(path):
        if len(cells) != 9:
            raise BadNetwork(f"{path.name}, line {line}: {len(cells)} cells, OpenFlights has 9")
        nonstop = cells[7] == "0"
        if nonstop and cells[2] != cells[4]:
            yield line, cells[2], cells[4]
