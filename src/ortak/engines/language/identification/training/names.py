"""Words from elsewhere put into the pieces, so that they do not speak for the language that happens to have them.

News are full of foreign names and borrowed words, software messages and novels are not.

    >>> with_names(["bir iki üç"], ["Berlin"], np.random.default_rng(3), share=1.0)
    ['bir iki Berlin']
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from ortak.engines.language.identification.training.corpus import Corpus

SIGNS = '.,;:!?()«»"“”'
"""Taken from both ends of a word."""
_ENDING = re.compile(r"(?<=\w\w[^\W\dogOG])['’‘ʼʻ-](?=[^\W\d_]{1,6}$).*")


def with_names(pieces: Sequence[str], names: Sequence[str], rng: np.random.Generator, share: float) -> list[str]:
    """In a share of the pieces some words are names from anywhere; at least one word of the piece itself stays.

    >>> with_names(["bir iki üç"], ["Berlin"], np.random.default_rng(3), share=1.0)
    ['bir iki Berlin']
    """
    result = list(pieces)
    for place in np.flatnonzero(rng.random(len(pieces)) < share).tolist():
        words = pieces[place].split()
        kept = int(rng.integers(len(words))) if words else 0
        swapped = rng.random(len(words)) < rng.uniform(0.2, 0.8)
        if len(words) == 1:
            words.insert(int(rng.integers(2)), names[int(rng.integers(len(names)))])
        else:
            for each in np.flatnonzero(swapped).tolist():
                if each != kept:
                    words[each] = names[int(rng.integers(len(names)))]
        result[place] = " ".join(words)
    return result


def names_in(corpus: Corpus, tags: Sequence[str], most: int, rng: np.random.Generator) -> list[str]:
    """Words with a capital within a line, as often as they stand there, without an ending after a sign: mostly names.

    >>> names_in({"tr-Latn": {"a": ["Dün Ankara ve Konya gezildi"]}}, ["tr-Latn"], 10, np.random.default_rng(1))
    ['Ankara', 'Konya']
    """
    found: list[str] = []
    for tag in tags:
        words = _with_capital(corpus, tag)
        chosen = sorted(rng.choice(len(words), size=min(most, len(words)), replace=False).tolist()) if words else []
        found.extend(_without_ending(words[place]) for place in chosen)
    return found


def endings_in(corpus: Corpus, tag: str) -> tuple[list[str], float]:
    """What follows an apostrophe or a hyphen at the end of names in a tag's text, as often as it does, and the share of
    names that have such an ending. After o and g an apostrophe is part of an Uzbek letter.

    >>> endings_in({"tr-Latn": {"a": ["Dün Ankara'da ve Konya gezildi"]}}, "tr-Latn")
    (["'da"], 0.5)
    """
    words = _with_capital(corpus, tag)
    found = list(filter(None, map(_ending, words)))
    return found, len(found) / max(1, len(words))


def with_endings(names: Sequence[str], endings: Sequence[str], share: float, rng: np.random.Generator) -> list[str]:
    """Names, a share of them with one of the endings.

    >>> with_endings(["Berlin"], ["'da"], 1.0, np.random.default_rng(1))
    ["Berlin'da"]
    """
    chosen = (rng.random(len(names)) < share).tolist()
    return [
        name + endings[int(rng.integers(len(endings)))] if ends and name[:1].isupper() else name
        for name, ends in zip(names, chosen, strict=True)
    ]


def _ending(word: str) -> str:
    match = _ENDING.search(word.strip(SIGNS))
    return match[0] if match and match[0].islower() else ""


def _without_ending(word: str) -> str:
    return word.strip(SIGNS).removesuffix(_ending(word))


def _with_capital(corpus: Corpus, tag: str) -> list[str]:
    lines = [line for part in corpus.get(tag, {}).values() for line in part]
    return [word for line in lines for word in line.split()[1:] if word[:1].isupper() and word[1:2].islower()]


def borrowed_in(corpus: Corpus, tags: Sequence[str], least: int, most: int, rng: np.random.Generator) -> list[str]:
    """Small words of four letters or more that stand in the texts of at least `least` of the tags, as often as the root
    of their share in the text where it is largest.

    >>> texts = {"tt-Cyrl": {"a": ["яңа президент"]}, "ba-Cyrl": {"a": ["президент килде"]}}
    >>> borrowed_in(texts, ["tt-Cyrl", "ba-Cyrl"], 2, 2, np.random.default_rng(1))
    ['президент', 'президент']
    """
    share: dict[str, float] = {}
    held: Counter[str] = Counter()
    for tag in tags:
        lines = [line for part in corpus.get(tag, {}).values() for line in part]
        counts = Counter(word.strip(SIGNS) for line in lines for word in line.split())
        held.update(counts.keys())
        for word, count in counts.items():
            share[word] = max(share.get(word, 0.0), count / counts.total())
    words = sorted(
        word for word, number in held.items() if number >= least and len(word) > 3 and word.islower() and word.isalpha()
    )
    if not words:
        return []
    weights = np.sqrt([share[word] for word in words])
    return [words[place] for place in rng.choice(len(words), size=most, p=weights / weights.sum()).tolist()]
