"""Definitions of indicators and agreements, from the rows of their files. What cannot be judged by later is refused
here."""

from collections.abc import Iterable
from typing import Any

from ortak.engines.periods import PeriodError, parse_period
from ortak.mechanisms.contract.tables import Row
from ortak.mechanisms.contract.translations import titles_of
from ortak.mechanisms.indicators.checking import CODE, check_source, check_text, known, room
from ortak.mechanisms.indicators.files import number, split
from ortak.mechanisms.indicators.ledger import stored_sources
from ortak.mechanisms.indicators.models import Agreement, Indicator
from ortak.mechanisms.indicators.new_evidence import EvidenceError, NewSource
from ortak.mechanisms.indicators.words import Better, Category, Nature

INDICATOR_COLUMNS = ("code", "title", "unit", "better", "class", "nature")
AGREEMENT_COLUMNS = (
    *("agreement", "title", "signed", "place", "signatories", "entry_rule", "in_force"),
    *("who", "form", "source_title", "publisher", "published", "url", "locator", "note"),
)
NUMBERS = ("target", "ceiling", "floor")
TEXTS = ("target_period", "target_source", "note", "producer", "dataset", "edition", "licence")


def define_indicators(rows: Iterable[Row], area: str = "", **common: Any) -> list[str]:
    """Define or redefine indicators from rows of a definitions file. Returns their codes."""
    places: dict[str, str] = {}
    for row in rows:
        code = row["code"]
        if code in places:
            raise EvidenceError(f"{row.place}: indicator {code} stands twice; the first is at {places[code]}")
        places[code] = row.place
        fields = _indicator(row) | {"area": row.get("area") or area} | common
        _check_lengths(row.place, Indicator, fields | {"code": code})
        Indicator.objects.update_or_create(code=code, defaults=fields)
    return list(places)


def _indicator(row: Row) -> dict[str, Any]:
    for name, words in (("better", Better), ("class", Category), ("nature", Nature)):
        if row[name] not in words:
            raise EvidenceError(f"{row.place}: {name} {row[name]!r} is not one of {', '.join(words.values)}")
    for name in ("code", "title", "unit"):
        if not row[name]:
            raise EvidenceError(f"{row.place}: {name} is empty")
    numbers = {name: number(row[name], row.place, name) if row.get(name) else None for name in NUMBERS}
    _check_ends(row.place, row["nature"], **numbers)
    codes = split(row.get("codes", ""))
    if wrong := [code for code in codes if not CODE.fullmatch(code)]:
        raise EvidenceError(f"{row.place}: code {wrong[0]!r} is no code of the vision; codes read like TRA-5 or PRI-35")
    baseline = row.get("baseline") or "2021"
    for name, period in (("baseline", baseline), ("target_period", row.get("target_period"))):
        _check_period(row.place, name, period)
    if row.get("target_period") and numbers["target"] is None:
        raise EvidenceError(f"{row.place}: target_period is given without a target")
    return {
        "codes": codes,
        "titles": titles_of(row["title"]),
        "unit_measure": row["unit"],
        "better": row["better"],
        "category": row["class"],
        "nature": row["nature"],
        "baseline": baseline,
        "pairs": row.get("pairs") == "yes",
        **numbers,
        **{name: row.get(name, "") for name in TEXTS},
    }


def _check_ends(place: str, nature: str, target: float | None, ceiling: float | None, floor: float | None) -> None:
    if floor is None or ceiling is None:
        return
    if floor >= ceiling:
        raise EvidenceError(f"{place}: floor {floor:g} is not below ceiling {ceiling:g}")
    if target is not None and nature in (Nature.SHARE, Nature.INDEX) and not floor <= target <= ceiling:
        raise EvidenceError(f"{place}: target {target:g} lies outside the scale {floor:g} to {ceiling:g}")


def _check_period(place: str, name: str, period: str | None) -> None:
    try:
        if period:
            parse_period(period[:40])
    except PeriodError as error:
        raise EvidenceError(f"{place}: {name} {error}") from None


def define_agreements(rows: Iterable[Row]) -> None:
    """Define or redefine the agreements whose entry into force is followed."""
    areas = known().areas
    for row in rows:
        signatories = split(row["signatories"])
        if not row["agreement"] or not row["title"] or not signatories:
            raise EvidenceError(f"{row.place}: an agreement needs a name, a title and signatories")
        if unknown := [code for code in signatories if code not in areas]:
            raise EvidenceError(f"{row.place}: signatory {unknown[0]!r} is no known actor or ISO 3166 alpha-2 code")
        for name in ("signed", "in_force"):
            _check_period(row.place, name, row[name])
        source = NewSource(row["who"], row["form"], row["source_title"], row["publisher"], row["published"], row["url"])
        check_source(source, row.place)
        texts = {name: row[name] for name in ("signed", "place", "entry_rule", "in_force", "locator", "note")}
        _check_lengths(row.place, Agreement, texts | {"code": row["agreement"]})
        fields = {"titles": titles_of(row["title"]), "signatories": signatories, **texts}
        fields["source_id"] = stored_sources([source])[source.digest()]
        Agreement.objects.update_or_create(code=row["agreement"], defaults=fields)


def _check_lengths(place: str, model: type[Agreement] | type[Indicator], fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if isinstance(value, str):
            check_text(f"{place}: {name}", value, room(model, name))
