"""Which units belong to the two lists, of priorities and of directives, and which to the preamble, the clause
between the lists and the closing."""

from collections.abc import Mapping, Sequence

from ortak.vision.importer.claims import in_order
from ortak.vision.importer.cutting import Unit
from ortak.vision.importer.register import Row

STRAYS = 2  # so many items may stand on the wrong side of a clause, so that one misread text moves no border


def list_units(units: Sequence[Unit], claims: Mapping[int, int], items: Sequence[Row]) -> list[int]:
    """The units of the lists.

    The preamble ends with the clause that introduces the priorities: the last text before them that ends with a
    colon, else right before the first of them. The clause that introduces the directives ends with a colon too.
    What stands after the last item is the closing, unless the last section still lacks a text."""
    ordered = sorted(in_order(claims))
    if not ordered:
        return []
    priorities = [unit for unit in ordered if items[claims[unit]].kind == "priority"]
    directives = [unit for unit in ordered if items[claims[unit]].kind == "directive"]
    colons = [place for place, unit in enumerate(units) if unit.text.endswith(":")]
    opening = max((place for place in colons if _count_before(place, ordered) <= STRAYS), default=min(ordered) - 1)
    clauses = {
        place
        for place in colons
        if _count_before(place, priorities) >= len(priorities) - STRAYS and _count_before(place, directives) <= STRAYS
    }
    last_section = {place for place, row in enumerate(items) if row.section == items[-1].section}
    complete = last_section <= set(claims.values())
    last = max(claims) if complete else len(units) - 1
    return [place for place in range(opening + 1, last + 1) if place not in clauses]


def _count_before(place: int, units: Sequence[int]) -> int:
    return sum(unit < place for unit in units)
