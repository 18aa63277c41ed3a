"""How right a conversion is, measured on words with both spellings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from ortak.engines.language.distance import Interval

_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʻʼ`´", "'"))


@dataclass(frozen=True)
class Mistake:
    """A word that came out other than its published spelling."""

    given: str
    expected: str
    written: str


@dataclass(frozen=True)
class Accuracy:
    """The share of words that came out as published, with a 95 % interval."""

    words: int
    right: int
    share: Interval
    mistakes: tuple[Mistake, ...]


def wilson(right: int, words: int, level: float = 0.95) -> Interval:
    """The share of successes with its score interval (Wilson 1927), which stays within 0 and 1 and holds for few words.

    Raises `ValueError` for no words and for a level other than 0.8, 0.9, 0.95 and 0.99.

    >>> wilson(98, 100)
    Interval(value=0.98, low=0.929988209271456, high=0.9944980324498376, level=0.95)
    """
    quantiles = {0.8: 1.2815515655446004, 0.9: 1.6448536269514722, 0.95: 1.959963984540054, 0.99: 2.5758293035489004}
    if words <= 0 or level not in quantiles:
        valid = ", ".join(map(str, quantiles))
        raise ValueError(f"a share needs words and a level of {valid}: {right} of {words} at {level}")
    z = quantiles[level]
    share = right / words
    middle = (share + z * z / (2 * words)) / (1 + z * z / words)
    half = z * sqrt(share * (1 - share) / words + z * z / (4 * words * words)) / (1 + z * z / words)
    low, high = (
        max(0.0, middle - half),
        min(1.0, middle + half),
    )  # at 0 and 1 the share is one of them, but for rounding
    return Interval(share, min(low, share), max(high, share), level)


def same_spelling(one: str, other: str) -> bool:
    """Whether two spellings are the same but for the kind of apostrophe, which publishers choose freely.

    >>> same_spelling("Gʻarbiy", "G‘arbiy"), same_spelling("garbiy", "G‘arbiy")
    (True, False)
    """
    return one.translate(_APOSTROPHES) == other.translate(_APOSTROPHES)


def word_accuracy(
    pairs: Iterable[tuple[str, str]],
    convert: Callable[[str], str],
    same: Callable[[str, str], bool] = same_spelling,
) -> Accuracy:
    """Convert the first word of each pair and compare with the second. Raises `ValueError` if there are no pairs.

    >>> result = word_accuracy([("a", "A"), ("b", "b")], str.upper)
    >>> result.right, result.words, result.mistakes
    (1, 2, (Mistake(given='b', expected='b', written='B'),))
    """
    words, mistakes = 0, []
    for given, expected in pairs:
        words += 1
        written = convert(given)
        if not same(written, expected):
            mistakes.append(Mistake(given, expected, written))
    right = words - len(mistakes)
    return Accuracy(words, right, wilson(right, words), tuple(mistakes))


def aligned_words(names: Iterable[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """The words of names in two spellings that have as many words in both, each with its counterpart.

    >>> aligned_words([("Жанубий Корея", "Janubiy Koreya"), ("арабча", "arab tili")])
    [('Жанубий', 'Janubiy'), ('Корея', 'Koreya')]
    """
    pairs: list[tuple[str, str]] = []
    for one, other in names:
        words, counterparts = one.split(), other.split()
        if len(words) == len(counterparts):
            pairs.extend(zip(words, counterparts, strict=True))
    return pairs
