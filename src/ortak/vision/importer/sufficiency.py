"""Whether enough of the document was recognised to store its wording.

The rule: nine of ten directives, nine of ten priorities and nine of ten section headings must have found their text.
With fewer the document is cut off, or another one.
"""

import math
from itertools import pairwise

from ortak.vision.importer.alignment import Alignment, kind_of
from ortak.vision.importer.errors import TooLittleAligned
from ortak.vision.importer.register import Register

SHARE = 0.9
KINDS = (("directive", "directives"), ("priority", "priorities"), ("section", "section headings"))
NAMED = 5


def require_enough(alignment: Alignment, register: Register) -> None:
    """Raise `TooLittleAligned` where the rule is not met: what was found, what is missing and where the text ends."""
    counts = []
    enough = True
    for kind, name in KINDS:
        rows = sum(row.kind == kind for row in register.rows)
        found, needed = len(alignment.texts(kind)), math.ceil(SHARE * rows)
        enough = enough and found >= needed
        counts.append(f"{found} of {rows} {name} ({needed} needed)")
    if not enough:
        raise TooLittleAligned(
            f"found {', '.join(counts)}: the document is cut off or another one. {_where(alignment)}"
        )


def _where(alignment: Alignment) -> str:
    items = [code for code in alignment.missing if kind_of(code) in ("directive", "priority")]
    named = ", ".join(items[:NAMED]) + (f" and {len(items) - NAMED} more" if len(items) > NAMED else "")
    # a text on its own, after rows that are missing, may be a chance resemblance
    run = [wording for before, wording in pairwise(alignment.wordings) if _follows(before.code, wording.code)]
    last = max(run, key=lambda wording: wording.line, default=None)
    if last is None:
        return "No text of it was recognised."
    return f"The last text recognised is {last.code} in line {last.line}. Without text: {named or 'none'}."


def _follows(before: str, code: str) -> bool:
    """Whether two codes are neighbours in their list."""
    (list_, _, number), (other, _, next_number) = before.partition("-"), code.partition("-")
    return list_ == other and number.isdigit() and next_number.isdigit() and int(next_number) == int(number) + 1
