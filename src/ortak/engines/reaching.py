"""What can be reached in a graph."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def reached(pairs: Iterable[tuple[Node, Node]], start: Node) -> set[Node]:
    """What can be reached from `start` over directed pairs, itself too.

    >>> sorted(reached([("a", "b"), ("b", "c"), ("d", "a")], "a"))
    ['a', 'b', 'c']
    """
    following: dict[Node, list[Node]] = defaultdict(list)
    for one, other in pairs:
        following[one].append(other)
    found, ahead = {start}, [start]
    while ahead:
        for place in following[ahead.pop()]:
            if place not in found:
                found.add(place)
                ahead.append(place)
    return found
