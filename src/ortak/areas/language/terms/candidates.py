"""Candidates for terms from two texts that lie line by line side by side, in any two languages.

1. Words are counted by their first five letters, which in search does as well as an analyser (Can et al. 2008, for
   Turkish); the commonest form is shown.
2. Candidates are runs of up to three words that neither begin nor end with one of the commonest words of the text,
   ranked by C-value (Frantzi, Ananiadou and Mima 2000; single words as in Barrón-Cedeño et al. 2009).
3. A candidate and one of the other language are aligned by the log-likelihood ratio of standing in the same lines
   (Dunning 1993), the strongest first, each once (competitive linking, Melamed 2000). Dice's coefficient stands beside.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, log2
from pathlib import Path

from ortak.areas.language.terms.errors import BadTexts, UnknownValue
from ortak.areas.language.terms.languages import LANGUAGES
from ortak.engines.language.lines import lines_of
from ortak.engines.language.scripts import orthographies

STEM = 5
LONGEST = 3
LEAST = 3
"""A candidate stands in at least so many lines."""

COMMON = 0.02
"""A word in more than this share of the lines neither begins nor ends a candidate."""

SIGNIFICANT = 10.83
"""The least log-likelihood ratio of an alignment: chance gives it once in a thousand (chi-square, one degree)."""

_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ’‘'-][^\W\d_]+)*[ʻʼ’‘']?")

_ENDING = re.compile("[’'].*")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A run of words as it stands most often, the lines in which it stands, and its C-value."""

    key: Key
    form: str
    lines: frozenset[int]
    c_value: float


@dataclass(frozen=True)
class Aligned:
    """A candidate and the one of the other language that goes with it; the number of lines in which both stand."""

    source: Candidate
    target: Candidate
    together: int
    dice: float
    likelihood: float


def read_texts(source: Path, target: Path) -> tuple[list[str], list[str]]:
    """The lines of two files. Raises `BadTexts` where they have not the same number of lines."""
    texts = []
    for path in (source, target):
        try:
            texts.append(lines_of(path.read_text(encoding="utf-8-sig")))
        except UnicodeDecodeError as error:
            raise BadTexts(f"{path}: not UTF-8 at byte {error.start}; save the text as UTF-8") from None
    if len(texts[0]) != len(texts[1]) or not texts[0]:
        raise BadTexts(
            f"{source} has {len(texts[0]):,} lines and {target} {len(texts[1]):,}; "
            "valid are two texts with the same number of lines, a line and its translation on the same line number"
        )
    return texts[0], texts[1]


def align(
    source: Sequence[str], target: Sequence[str], languages: tuple[str, str], most: int = 1000, least: int = LEAST
) -> list[Aligned]:
    """Candidates of two texts, aligned: the `most` best of the source by C-value, the strongest alignment first.

    >>> source = ["elektrik hattı burada", "yeni elektrik hattı", "su burada", "yeni su"] * 5
    >>> target = ["электр желісі мұнда", "жаңа электр желісі", "су мұнда", "жаңа су"] * 5
    >>> first = align(source, target, ("tr", "kk"))[0]
    >>> first.source.form, first.target.form, first.together
    ('elektrik hattı', 'электр желісі', 10)
    """
    for language in languages:
        if language not in LANGUAGES:
            raise UnknownValue("language", language, LANGUAGES)
    ours = candidates(source, languages[0], least)[:most]
    theirs = candidates(target, languages[1], least)
    by_line: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in theirs:
        for line in candidate.lines:
            by_line[line].append(candidate)
    found = [pair for candidate in ours for pair in _pairs(candidate, by_line, len(source))]
    return _competitive(found)


def candidates(lines: Sequence[str], language: str, least: int = LEAST) -> list[Candidate]:
    """The candidates of a text in one language, the highest C-value first.

    >>> text = ["Elektrik hattı.", "Elektrik hattının boyu", "elektrik hattında"]
    >>> [(each.form, len(each.lines)) for each in candidates(text, "tr")][:1]
    [('elektrik hattı', 3)]
    """
    words = [_words(line, language) for line in lines]
    common = _common([[key for key, _ in line] for line in words])
    places: dict[Key, set[int]] = defaultdict(set)
    times: Counter[Key] = Counter()
    forms: dict[Key, Counter[str]] = defaultdict(Counter)
    for number, line in enumerate(words):
        for key, form in _runs(line, common):
            places[key].add(number)
            times[key] += 1
            forms[key][form] += 1
    kept = {key for key, found in places.items() if len(found) >= least}
    values = _c_values({key: times[key] for key in kept})
    made = [Candidate(key, _commonest(forms[key]), frozenset(places[key]), values[key]) for key in kept]
    return sorted(made, key=lambda candidate: (-candidate.c_value, candidate.key))


@cache
def _dotted(language: str) -> bool:
    tag = LANGUAGES[language].orthography
    return any(("I", "ı") in each.pairs for each in orthographies() if each.tag == tag)


def _words(line: str, language: str) -> list[tuple[str, str]]:
    """The words of a line, small, each with the key that it is counted by. What Turkish writes behind an apostrophe is
    the ending of a name.

    >>> _words("Meksika'nın Isparta ili", "tr")
    [('meksi', 'meksika'), ('ıspar', 'ısparta'), ('ili', 'ili')]
    """
    text = line.replace("I", "ı").replace("İ", "i") if _dotted(language) else line
    words = (_ENDING.sub("", word) if language == "tr" else word for word in _WORD.findall(text.lower()))
    return [(word[:STEM], word) for word in words]


def _common(lines: Iterable[Sequence[str]]) -> frozenset[str]:
    """The words that stand in too many lines to begin or end a term; in a short text none."""
    found: Counter[str] = Counter()
    total = 0
    for line in lines:
        found.update(set(line))
        total += 1
    return frozenset(key for key, count in found.items() if count > max(10, COMMON * total))


def _runs(words: Sequence[tuple[str, str]], common: frozenset[str]) -> Iterable[tuple[Key, str]]:
    """Every run of words that may be a term."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            run = words[start:end]
            edges = (run[0][0], run[-1][0])
            if not any(edge in common or len(edge) < 2 for edge in edges):
                yield tuple(key for key, _ in run), " ".join(form for _, form in run)


def _commonest(forms: Counter[str]) -> str:
    """The form that stands most often, of several the shortest."""
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _c_values(times: Mapping[Key, int]) -> dict[Key, float]:
    """The C-value of each run: how often it stands, less how often it stands within longer ones, by its length."""
    within: dict[Key, list[int]] = defaultdict(list)
    for key, count in times.items():
        for size in range(1, len(key)):
            for start in range(len(key) - size + 1):
                within[key[start : start + size]].append(count)
    return {
        key: log2(1 + len(key)) * (count - (sum(longer) / len(longer) if (longer := within.get(key)) else 0.0))
        for key, count in times.items()
    }


def _pairs(candidate: Candidate, by_line: Mapping[int, Sequence[Candidate]], lines: int) -> Iterable[Aligned]:
    """The candidates of the other language that stand with it more often than chance has it."""
    together = Counter(other for line in candidate.lines for other in by_line.get(line, ()))
    for other, both in together.items():
        ours, theirs = len(candidate.lines), len(other.lines)
        if both < 2 or both * lines <= ours * theirs:
            continue
        likelihood = likelihood_ratio(both, ours, theirs, lines)
        if likelihood >= SIGNIFICANT:
            yield Aligned(candidate, other, both, 2 * both / (ours + theirs), likelihood)


def likelihood_ratio(both: int, ours: int, theirs: int, lines: int) -> float:
    """Dunning's G² of two things that stand in `ours` and `theirs` of `lines`, in `both` together.

    >>> round(likelihood_ratio(10, 10, 10, 100), 1), likelihood_ratio(1, 10, 10, 100)
    (65.0, 0.0)
    """
    cells = (both, ours - both, theirs - both, lines - ours - theirs + both)
    rows, columns = (ours, lines - ours), (theirs, lines - theirs)
    expected = (
        rows[0] * columns[0] / lines,
        rows[0] * columns[1] / lines,
        rows[1] * columns[0] / lines,
        rows[1] * columns[1] / lines,
    )
    return 2 * sum(cell * log(cell / mean) for cell, mean in zip(cells, expected, strict=True) if cell)


def _competitive(pairs: Iterable[Aligned]) -> list[Aligned]:
    """Each candidate once, the strongest pair first; of equal ones the longer runs, since they hold the shorter."""

    def rank(pair: Aligned) -> tuple[float, int, float, Key]:
        length = len(pair.source.key) + len(pair.target.key)
        return -round(pair.likelihood, 6), -length, -pair.source.c_value, pair.source.key + pair.target.key

    taken: set[tuple[str, Key]] = set()
    chosen = []
    for pair in sorted(pairs, key=rank):
        ends = (("source", pair.source.key), ("target", pair.target.key))
        if taken.isdisjoint(ends):
            taken.update(ends)
            chosen.append(pair)
    return chosen


@dataclass(frozen=True)
class Check:
    """For how many terms of the base an alignment can be judged, and for how many it says what the base says."""

    known: int
    right: int


def check(
    aligned: Sequence[Aligned],
    target: Sequence[Candidate],
    terms: Iterable[tuple[Sequence[str], Sequence[str]]],
    languages: tuple[str, str],
) -> Check:
    """Compare alignments with known terms: for each concept its terms in the two languages. A concept counts where a
    source term of it was aligned, and the other text has a target term of it in at least two of the same lines."""
    by_key = {pair.source.key: pair for pair in aligned}
    lines = {candidate.key: candidate.lines for candidate in target}
    known = right = 0
    for sources, targets in terms:
        pair = next((by_key[key] for text in sources if (key := key_of(text, languages[0])) in by_key), None)
        wanted = {key_of(text, languages[1]) for text in targets}
        if pair and any(len(lines.get(key, frozenset()) & pair.source.lines) >= 2 for key in wanted):
            known += 1
            right += pair.target.key in wanted
    return Check(known, right)


def key_of(text: str, language: str) -> Key:
    """What a term is counted by.

    >>> key_of("elektrik hattı", "tr")
    ('elekt', 'hattı')
    """
    return tuple(key for key, _ in _words(text, language))
