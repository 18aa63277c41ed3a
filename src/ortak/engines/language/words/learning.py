"""Weights of stems and suffixes from running text, without a single word that someone has analysed.

    python -m ortak.engines.language.words.learning COUNTS.tsv --language kk --out data

COUNTS.tsv has a word and how often it was seen, tab-separated. Every different word counts once (what is frequent is
known by heart, what is productive shows in many words: Goldwater, Griffiths, Johnson 2006, "Interpolating between
types and tokens", NIPS 18). Expectation maximisation over all readings of every word: a reading's share is its
probability under the weights of the round before; stems and pairs of suffixes are counted in shares.
"""

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ortak.engines.language.words.analysing import Candidate, candidates
from ortak.engines.language.words.grammar import LANGUAGES, grammar
from ortak.engines.language.words.lexicon import END, START, UNSEEN, Lexicon
from ortak.engines.language.words.spelling import to_home

ROUNDS = 5
DISCOUNT = {"N": 0.5, "V": 1.1}
"""Taken off the count of each stem in a round, so that stems seen once by chance fade."""
FREQUENT = 0.5
THRIFT = 0.3
"""How much of its letters a stem costs."""

KNOWN = 0.3
"""How much a stem counts that a list of words has."""

DOUBT = 1.0
"""The same for a noun that can be a known stem with suffixes."""

ALONE = 30.0
"""What a stem saves a word that has no other reading."""

NEVER_ALONE = 0.2
"""How much a noun counts that never stands without a suffix."""

Words = Sequence[tuple[float, tuple[Candidate, ...]]]


def learned(words: Words, known: Iterable[tuple[str, str]] = (), rounds: int = ROUNDS) -> Lexicon:
    """The lexicon that a list of words, each with a weight and its candidates, makes likely.

    `known` are stems with their class (N, V) from a list of words: each counts as seen once more, and stays.

    >>> words = [(1.0, candidates("tr", word)) for word in ("evler", "evde", "ev", "kuşlar", "kuşta", "kuş")]
    >>> found = learned(words)
    >>> found.stem_weight("kuş", "N") > found.stem_weight("kuşlar", "N")
    True
    """
    now, listed = _first(words), frozenset(known)
    for step in range(rounds):
        now = _again(now, words, listed, prune=step > 0)
    return now


def _again(now: Lexicon, words: Words, known: frozenset[tuple[str, str]], prune: bool) -> Lexicon:
    """A round. With `prune`, a stem stays only if it saves more than it costs to list it.

    What it saves is the weight of the readings that need it over the best readings without it; what it costs is its
    letters (Creutz, Lagus 2007, "Unsupervised models for morpheme segmentation and morphology learning", ACM
    Transactions on Speech and Language Processing 4).
    """
    stems: dict[str, dict[str, float]] = {"N": defaultdict(float), "V": defaultdict(float)}
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    saved: dict[str, float] = defaultdict(float)
    doubtful: set[str] = set()
    alone = {stem for stem, category in known if category == "N"}
    for stem, category in known:
        stems[category][stem] = KNOWN + DISCOUNT[category]
    for weight, readings in words:
        logs = _weights(now, readings)
        for share, each in zip(_shares(logs), readings, strict=True):
            if not each.suffixes and each.category == "N":
                alone.add(each.stem)
            if share < 1e-4:
                continue
            stems[each.category][each.stem] += share if each.suffixes else share * weight**FREQUENT
            for pair in _pairs(each):
                pairs[pair] += share
        _save(logs, readings, saved)
        if any(each.suffixes and now.stems[each.category].get(each.stem, 0.0) > 1 for each in readings):
            doubtful.update(each.stem for each in readings if not each.suffixes and each.category == "N")
    kept = {
        category: {
            stem: (count - DISCOUNT[category]) * (1.0 if category == "V" or stem in alone else NEVER_ALONE)
            for stem, count in found.items()
            if count > DISCOUNT[category]
            and (
                not prune
                or (stem, category) in known
                or saved[stem] > now.letter * len(stem) * _thrift(stem in doubtful)
            )
        }
        for category, found in stems.items()
    }
    total = sum(sum(found.values()) for found in kept.values())
    return replace(now, stems=kept, pairs=_normalised(pairs), total=total)


def _thrift(doubtful: bool) -> float:
    return DOUBT if doubtful else THRIFT


def without_plurals(found: Lexicon, language: str) -> Lexicon:
    """The lexicon without nouns that are the plural of a noun it has: a plural is no stem, however common."""
    nouns = found.stems["N"]

    def plural(stem: str) -> bool:
        readings = [each for each in candidates(language, stem) if each.category == "N" and each.stem in nouns]
        return any([suffix.name for suffix in each.suffixes] == ["plural"] for each in readings)

    kept = {stem: count for stem, count in nouns.items() if not plural(stem)}
    return replace(found, stems={**found.stems, "N": kept})


def _save(logs: Sequence[float], readings: Sequence[Candidate], saved: dict[str, float]) -> None:
    """Add what the best stem of a word saves over the next best one."""
    best: dict[str, float] = {}
    for log, each in zip(logs, readings, strict=True):
        best[each.stem] = max(log, best.get(each.stem, log))
    ranked = sorted(best, key=lambda stem: -best[stem])
    saved[ranked[0]] += best[ranked[0]] - best[ranked[1]] if len(ranked) > 1 else ALONE


def _pairs(given: Candidate) -> list[tuple[str, str]]:
    names = [START[given.category], *(suffix.name for suffix in given.suffixes), END]
    return list(pairwise(names))


def _weights(now: Lexicon, readings: Sequence[Candidate]) -> list[float]:
    return [
        now.stem_weight(each.stem, each.category)
        + now.chain_weight(tuple(suffix.name for suffix in each.suffixes), each.category)
        + each.penalty
        for each in readings
    ]


def _shares(logs: Sequence[float]) -> list[float]:
    top = max(logs)
    exps = [math.exp(log - top) for log in logs]
    total = sum(exps)
    return [each / total for each in exps]


def _first(words: Words) -> Lexicon:
    """Stems counted evenly over the readings, pairs of suffixes by how many readings have them."""
    stems: dict[str, dict[str, float]] = {"N": defaultdict(float), "V": defaultdict(float)}
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    for weight, readings in words:
        for each in readings:
            stems[each.category][each.stem] += weight / len(readings)
            for pair in _pairs(each):
                pairs[pair] += weight / len(readings)
    return Lexicon(stems, _normalised(pairs), sum(sum(each.values()) for each in stems.values()))


def _normalised(pairs: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    before: Counter[str] = Counter()
    for (first, _), count in pairs.items():
        before[first] += count + 0.1  # type: ignore[assignment]
    return {pair: max(UNSEEN, math.log((count + 0.1) / before[pair[0]])) for pair, count in pairs.items()}


def words_of(language: str, lines: Sequence[str], most: int = 60_000) -> list[tuple[float, tuple[Candidate, ...]]]:
    """The commonest words of a list of counts in lower case, each with its candidates."""
    rules = grammar(language)
    counts: Counter[str] = Counter()
    for line in lines:
        word, _, count = line.rstrip("\n").partition("\t")
        counts[to_home(language, "" if rules.orthography[:2] != "ug" else "ug-Arab", rules.orthography, word)] += int(
            count
        )
    usable = [word for word, _ in counts.most_common() if 1 < len(word) < 30 and rules.alphabet.issuperset(word)]
    return [(1.0 + math.log(counts[word]) / 4, candidates(language, word)) for word in usable[:most]]


def write(found: Lexicon, language: str, folder: Path, least: float = 1.2, most: int = 12_000) -> None:
    """Write the commonest stems and the weights of pairs of suffixes into `stems/` and `weights/` of a folder."""
    rows = [(count, stem, category) for category, each in found.stems.items() for stem, count in each.items()]
    rows = sorted((row for row in rows if row[0] >= least), key=lambda row: (-row[0], row[1], row[2]))[:most]
    lines = sorted((stem, category, count) for count, stem, category in rows)
    (folder / "stems").mkdir(exist_ok=True)
    (folder / "weights").mkdir(exist_ok=True)
    text = "".join(f"{stem}\t{category}\t{count:.1f}\n" for stem, category, count in lines)
    (folder / "stems" / f"{language}.tsv").write_text(text, encoding="utf-8")
    text = "".join(f"{one}\t{two}\t{-cost * 1000:.0f}\n" for (one, two), cost in sorted(found.pairs.items()))
    (folder / "weights" / f"{language}.tsv").write_text(text, encoding="utf-8")


def main() -> None:
    """Learn the weights of a language from COUNTS and write them below --out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=Path, help="words with how often they were seen")
    parser.add_argument("--language", required=True, choices=LANGUAGES)
    parser.add_argument("--known", type=Path, help="stems that are known: stem, N or V")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write below")
    given = parser.parse_args()
    words = words_of(given.language, given.counts.read_text(encoding="utf-8").splitlines())
    lines = given.known.read_text(encoding="utf-8").splitlines() if given.known else []
    listed = [(stem, category) for stem, category in (line.split("\t") for line in lines)]
    found = without_plurals(learned(words, listed), given.language)
    write(found, given.language, given.out)
    sys.stderr.write(f"{given.language}: {len(words)} words, {sum(map(len, found.stems.values()))} stems\n")


if __name__ == "__main__":
    main()
