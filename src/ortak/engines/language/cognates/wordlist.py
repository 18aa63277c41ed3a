"""Read a word list: CSV with the columns id, language, form.

Ids that all differ name words: then every two words are a pair. Ids that repeat name concepts, as does a further column
`concept`: then the words of one concept are paired.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable

from ortak.engines.language.cognates.scoring import Form, as_sounds

COLUMNS = ("id", "language", "form")


class BadWordList(ValueError):
    """A word list that cannot be read: says the line and what is wrong with it."""


def read_word_list(lines: Iterable[str], left_out: Callable[[str], None] = lambda why: None) -> list[list[Form]]:
    """The words of a list, those to be paired together. Rows without a form, or with one that has no sounds, are left
    out, and `left_out` is told which. Raises `BadWordList`.

    >>> read_word_list(["id,language,form", "star,tr,yıldız", "star,az,ulduz", "day,tr,gün"])[0]
    [Form(id='star', language='tr', form='yıldız'), Form(id='star', language='az', form='ulduz')]
    >>> len(read_word_list(["id,language,form", "1,tr,yıldız", "2,az,ulduz"]))
    1
    """
    rows = csv.DictReader(lines)
    try:
        names = [name.strip().lower() for name in rows.fieldnames or ()]
        if missing := [name for name in COLUMNS if name not in names]:
            raise BadWordList(
                f"line 1: no column {', '.join(missing)}; a word list has the columns {', '.join(COLUMNS)}"
            )
        rows.fieldnames = names
        read = [(dict(row), rows.line_num) for row in rows]
    except csv.Error as error:
        raise BadWordList(f"line {rows.line_num}: not CSV: {error}") from None
    forms: list[tuple[str, Form]] = []
    for row, number in read:
        if None in row or None in row.values():
            raise BadWordList(f"line {number}: has another number of cells than line 1")
        if not row["language"].strip():
            raise BadWordList(f"line {number}: no language")
        if not row["form"].strip():
            left_out(f"line {number}: left out, no form")
            continue
        if not any(as_sounds([Form("", row["language"], row["form"])], way)[0] for way in (False, True)):
            left_out(f"line {number}: left out, no sounds in {row['form']!r}")
            continue
        forms.append((row.get("concept", ""), Form(row["id"], row["language"], row["form"])))
    ids = {form.id for _, form in forms}
    by_id = "concept" not in names and len(ids) < len(forms)
    groups: dict[str, list[Form]] = defaultdict(list)
    for concept, form in forms:
        groups[form.id if by_id else concept].append(form)
    return list(groups.values())
