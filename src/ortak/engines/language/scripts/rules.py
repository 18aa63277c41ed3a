"""The rules of a pair of orthographies, read from its table.

A table is a CSV file named after the two tags. Each row says that the letters `left` of one orthography answer to the
letters `right` of the other; `use` is `=` for both directions, `>` for left to right only, `<` for right to left
only. `preceded_by` and `followed_by` limit a row to a context: alternatives separated by spaces, each a set of
letters written together or one of the names

    #       the edge of a word      V       a vowel         BACK, FRONT     a back or front vowel
    LETTER  any letter              C       a consonant     A+B             A, then B, in the order of the text

and `!` before the whole cell means: not so. A column `word`, in the tables that need it, limits a row to words that
hold one letter at least of each of its sets, and none of a set after `!`: `әөүі !еэкг`. In such a row `#` in place of
the letters is the start of the word: something is written before it, where `followed_by` fits from there on.

Of the rules that fit, the one with the longest letters decides, then one with a context before one without, then the
earlier row. All contexts are those of the text as given (Kaplan and Kay 1994 call it simultaneous application), so no
rule sees what another has written.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from ortak.engines.language.scripts.errors import BadTable
from ortak.engines.language.scripts.orthography import DATA, Orthography, Source, orthography, sources

EDGE = "#"
LETTER = "LETTER"


@dataclass(frozen=True)
class Context:
    """What must stand beside a letter. An alternative is a sequence of sets of small letters, or the name EDGE or
    LETTER."""

    alternatives: tuple[tuple[frozenset[str] | str, ...], ...]
    negated: bool = False

    @cached_property
    def width(self) -> int:
        """How many signs it looks at."""
        return max(map(len, self.alternatives))


@dataclass(frozen=True)
class WordWith:
    """What letters a word must hold, one at least of each set, and which it must not."""

    held: tuple[frozenset[str], ...]
    barred: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """`given` is written as `written` where the context allows. `table` and `row` name the line of the data file."""

    given: str
    written: str
    preceded_by: Context | None
    followed_by: Context | None
    note: str
    source: Source
    table: str
    row: int
    word: WordWith | None = None

    @property
    def id(self) -> str:
        """A name for the rule: its table, and its row there.

        >>> rules("uz-Cyrl", "uz-Latn")[0].id.startswith("uz-Cyrl_uz-Latn:")
        True
        """
        return f"{self.table}:{self.row}"

    @property
    def has_context(self) -> bool:
        return self.preceded_by is not None or self.followed_by is not None

    @property
    def begins_words(self) -> bool:
        """Whether it writes something before a word instead of changing letters."""
        return self.given == EDGE


def _set_names(script: Orthography) -> dict[str, frozenset[str]]:
    letters = frozenset(script.letters)
    vowels = frozenset(script.vowels)
    return {
        "V": vowels,
        "C": letters - vowels - frozenset(script.apostrophes),
        "BACK": frozenset(script.back),
        "FRONT": frozenset(script.front),
    }


def _context(cell: str, script: Orthography, where: str) -> Context | None:
    if not cell:
        return None

    def item(token: str) -> frozenset[str] | str:
        return token if token in (EDGE, LETTER) else _members(token, script, where)

    alternatives = tuple(tuple(item(t) for t in token.split("+")) for token in cell.removeprefix("!").split())
    return Context(alternatives, negated=cell.startswith("!"))


def _members(token: str, script: Orthography, where: str) -> frozenset[str]:
    members = _set_names(script).get(token, frozenset(token))
    if not members or not members <= frozenset(script.letters):
        raise BadTable(where, f"the set {token!r} holds signs that {script.tag} does not have")
    return members


def _word(cell: str, script: Orthography, where: str) -> WordWith | None:
    if not cell:
        return None
    tokens = cell.split()
    barred = [_members(token[1:], script, where) for token in tokens if token.startswith("!")]
    held = tuple(_members(token, script, where) for token in tokens if not token.startswith("!"))
    return WordWith(held, frozenset().union(*barred))


def _rule(row: dict[str, str], number: int, table: str, script: Orthography, sides: tuple[str, str]) -> Rule:
    where = f"{table}.csv, row {number}"
    if not row[sides[0]]:
        raise BadTable(where, "nothing is given to convert")
    if row["source"] not in sources():
        raise BadTable(where, f"no source {row['source']!r} in sources.csv")
    word = _word(row.get("word") or "", script, where)
    if row[sides[0]] == EDGE and (word is None or row["preceded_by"]):
        raise BadTable(where, "what is written before a word depends on the word, and on nothing before it")
    return Rule(
        given=row[sides[0]],
        written=row[sides[1]],
        preceded_by=_context(row["preceded_by"], script, where),
        followed_by=_context(row["followed_by"], script, where),
        note=row["note"],
        source=sources()[row["source"]],
        table=table,
        row=number,
        word=word,
    )


def precedence(rule: Rule) -> tuple[int, bool, int]:
    """The order in which rules are tried: longest first, those with a context or a condition on the word first,
    earlier rows first."""
    return (-len(rule.given), not rule.has_context and rule.word is None, rule.row)


@cache
def tables() -> tuple[tuple[str, str], ...]:
    """The pairs of tags that have a table, left and right.

    >>> ("kk-Cyrl", "kk-Latn") in tables()
    True
    """
    stems = (entry.name.removesuffix(".csv") for entry in (DATA / "pairs").iterdir() if entry.name.endswith(".csv"))
    return tuple(sorted((left, right) for left, _, right in (stem.partition("_") for stem in stems)))


def _load(left: str, right: str, use: str, script: Orthography, sides: tuple[str, str]) -> tuple[Rule, ...]:
    table = f"{left}_{right}"
    lines = (DATA / "pairs" / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    wanted: Callable[[str], bool] = ("=", use).__contains__
    found = (
        _rule(row, number, table, script, sides)
        for number, row in enumerate(csv.DictReader(lines), start=2)
        if wanted(row["use"])
    )
    return tuple(sorted(found, key=precedence))


@cache
def rules(source: str, target: str) -> tuple[Rule, ...]:
    """The rules from one tag to the other in the order in which they are tried, none if no table joins the two.

    >>> [(r.given, r.written, r.note) for r in rules("uz-Cyrl", "uz-Latn") if r.given == "ц"][0]
    ('ц', 'ts', 'inside a word after a vowel or й: militsiya, Shveytsariya')
    """
    script = orthography(source)
    if (source, target) in tables():
        return _load(source, target, ">", script, ("left", "right"))
    if (target, source) in tables():
        return _load(target, source, "<", script, ("right", "left"))
    return ()
