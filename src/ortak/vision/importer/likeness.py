"""How like a text is to each title of the register: the cosine of weighted features of their words.

Weight of a feature: its rarity among the titles (a word of one title says more than a word of twenty) times its
rarity in the document at hand (what every paragraph says, such as "member states", says nothing), times the root
of its count. Source of the weighting: G. Salton and C. Buckley, "Term-weighting approaches in automatic text
retrieval" (1988)."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from ortak.vision.importer.spelling import features, words

PASSAGE_WORDS = 30
COMMON = 0.15  # a feature of more titles than this tells nothing apart
MATCH_FLOOR = 1.0  # below this a word resembles a title by a stray four-gram only

Features = dict[str, float]
Scores = dict[int, float]  # by the position of the title


class Titles:
    """The titles with what is counted once for every document."""

    def __init__(self, titles: Sequence[str]) -> None:
        counts = [self.count(words(title), known_only=False) for title in titles]
        spread = Counter(feature for count in counts for feature in count)
        self.rarity = {
            feature: math.log(1 + len(titles) / times)
            for feature, times in spread.items()
            if times <= COMMON * len(titles)
        }
        self.counts = [{name: value for name, value in count.items() if name in self.rarity} for count in counts]
        self.known = lru_cache(maxsize=50_000)(self._known)
        self.matches = lru_cache(maxsize=50_000)(self._matches)
        self.count_text = lru_cache(maxsize=4_000)(self._count_text)

    def count(self, text: Sequence[str], known_only: bool = True) -> Features:
        """The features of a run of words with their weights summed; of the known ones only those that some title
        has."""
        total: Features = defaultdict(float)
        for word in text:
            for feature, weight in self.known(word) if known_only else features(word):
                total[feature] += weight
        return total

    def _count_text(self, text: str) -> Features:
        """The known features of a text. Cached: not to be changed."""
        return self.count(words(text))

    def _known(self, word: str) -> tuple[tuple[str, float], ...]:
        """The features of a word that some title has."""
        return tuple(pair for pair in features(word) if pair[0] in self.rarity)

    def _matches(self, word: str) -> Scores:
        """What a word says for each title that has one like it: the rarity of what they share, at most that of the
        word."""
        whole = sum(weight for _, weight in features(word))
        sums: Scores = defaultdict(float)
        for feature, weight in self.known(word):
            for title in self._holders[feature]:
                sums[title] += weight * self.rarity[feature] / whole
        return {title: score for title, score in sums.items() if score >= MATCH_FLOOR}

    @cached_property
    def _holders(self) -> Mapping[str, list[int]]:
        holders: dict[str, list[int]] = defaultdict(list)
        for position, count in enumerate(self.counts):
            for feature in count:
                holders[feature].append(position)
        return holders


class Likeness:
    """The likeness of texts of one document to the titles."""

    def __init__(self, titles: Titles, document: Sequence[str]) -> None:
        """`document`: all its words, in order."""
        self._titles = titles
        passages = [document[start : start + PASSAGE_WORDS] for start in range(0, len(document), PASSAGE_WORDS)]
        spread = Counter(feature for passage in passages for feature in titles.count(passage))
        self._weights = {
            feature: rarity * math.log(1 + len(passages) / max(1, spread[feature]))
            for feature, rarity in titles.rarity.items()
        }
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for position, count in enumerate(titles.counts):
            for feature, value in self._vector(count).items():
                self._holders.setdefault(feature, []).append((position, value))
        self._scores: dict[str, Scores] = {}

    def scores(self, text: str) -> Scores:
        """The cosine, 0 to 1, with every title that shares a feature."""
        found = self._scores.get(text)
        if found is None:
            found = self._scores[text] = defaultdict(float)
            for feature, value in self._vector(self._titles.count_text(text)).items():
                for position, other in self._holders.get(feature, ()):
                    found[position] += value * other
        return found

    def _vector(self, count: Features) -> dict[str, float]:
        vector = {feature: math.sqrt(times) * self._weights[feature] for feature, times in count.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        return {feature: value / length for feature, value in vector.items()}
