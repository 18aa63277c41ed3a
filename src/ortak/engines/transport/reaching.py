"""What can be reached in a graph of names."""

from collections import defaultdict
from collections.abc import Iterable


def reached(pairs: Iterable[tuple[str, str]], start: str) -> set[str]:
    """What can be reached from `start` over directed pairs, itself too.

    >>> sorted(reached([("a", "b"), ("b", "c"), ("d", "a")], "a"))
    ['a', 'b', 'c']
    """
    following = defaultdict(list)
    for one, other in pairs:
        following[one].append(other)
    found, ahead = {start}, [start]
    while ahead:
        for place in following[ahead.pop()]:
            if place not in found:
                found.add(place)
                ahead.append(place)
    return found
