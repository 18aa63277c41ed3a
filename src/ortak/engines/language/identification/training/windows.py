"""Short pieces of text to learn from: some words in a row, of a length drawn anew each time.

>>> corpus = {"tr-Latn": {"a": ["bir iki üç dört beş"]}}
>>> draw(corpus, "tr-Latn", 2, np.random.default_rng(1), lengths=(2,))
['bir iki', 'dört beş']
"""

from collections.abc import Iterator, Sequence

import numpy as np

from ortak.engines.language.identification.training.corpus import Corpus
from ortak.engines.language.identification.training.spellings import MADE, respell

LENGTHS = (1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6, 8, 10, 14, 20)
"""Words in a piece; each is drawn as often as it stands here."""
EVENNESS = 0.8
"""A source is drawn by its size to this power: 1 as large as it is, 0 all alike."""
MOST_MADE = 12_000
"""So many lines of a script, at most, are made from another one."""


def with_made_scripts(corpus: Corpus, seed: int) -> Corpus:
    """The corpus, with text put into the scripts that few texts are open in; the names of its sources say so.

    >>> made = with_made_scripts({"tk-Latn": {"a": ["Aşgabat şäheri"]}}, 1)
    >>> made["tk-Cyrl"]
    {'a, put from tk-Latn into tk-Cyrl': ['Ашгабат шәхери']}
    """
    rng = np.random.default_rng(seed)
    result = {tag: dict(parts) for tag, parts in corpus.items()}
    for tag, spellings in MADE.items():
        for source, target in spellings:
            for name, lines in corpus.get(source, {}).items():
                share = MOST_MADE / max(1, sum(map(len, corpus[source].values())))
                chosen = [line for line in lines if rng.random() < share]
                if chosen:
                    made = [respell(line, source, target) for line in chosen]
                    result.setdefault(tag, {})[f"{name}, put from {source} into {target}"] = made
    return result


def draw(corpus: Corpus, tag: str, count: int, rng: np.random.Generator, lengths: Sequence[int] = LENGTHS) -> list[str]:
    """`count` pieces of a tag. A source is drawn by its size, a little evened out, a line by its number of words."""
    parts = [lines for _, lines in sorted(corpus[tag].items()) if lines]
    sizes = np.array([sum(map(len, lines)) for lines in parts], dtype=float)
    shares = sizes**EVENNESS / (sizes**EVENNESS).sum()
    drawn = rng.multinomial(count, shares)
    pieces: list[str] = []
    for lines, number in zip(parts, drawn, strict=True):
        pieces.extend(_pieces(lines, int(number), rng, lengths))
    order = rng.permutation(len(pieces))
    return [pieces[place] for place in order]


def _pieces(lines: list[str], count: int, rng: np.random.Generator, lengths: Sequence[int]) -> Iterator[str]:
    words_in = np.array([line.count(" ") + 1 for line in lines], dtype=float)
    chosen = rng.choice(len(lines), size=count, p=words_in / words_in.sum())
    wanted = rng.choice(lengths, size=count)
    starts = rng.random(count)
    for line, length, start in zip(chosen.tolist(), wanted.tolist(), starts.tolist(), strict=True):
        words = lines[line].split()
        first = int(start * (max(0, len(words) - length) + 1))
        yield " ".join(words[first : first + length])
