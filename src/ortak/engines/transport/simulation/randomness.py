"""Random numbers by counting: number n of a stream is a function of the stream's key and n alone.

So a replication gives the same numbers on any core and machine, in any order, and two runs with the same seed differ
only by what was changed in the corridor (common random numbers): each stage of each replication has streams of its
own, keyed by its id. The mixing function is that of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
number generators", OOPSLA 2014).

>>> here = np.uint64(stream_key(2040, 7, 99))
>>> uniform(here, 3) == uniform(here, 3), uniform(here, 3) == uniform(here, 4)
(True, False)
>>> poisson(0.5, 3.0)
3
"""

import math
import zlib

import numpy as np

from ortak.engines.compiled import compiled

GAMMA = np.uint64(0x9E3779B97F4A7C15)
REPLICATION = np.uint64(0xD1B54A32D192ED03)
STREAM = np.uint64(0xABC98388FB8FAC03)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S30, S27, S31, S12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)
MOST_AT_ONCE = 200.0
"""A larger mean is drawn in parts: exp(-mean) would be nothing."""


@compiled
def mixed(word: np.uint64) -> np.uint64:
    """64 bits of which each depends on all of `word`."""
    word = (word ^ (word >> S30)) * FIRST
    word = (word ^ (word >> S27)) * SECOND
    return word ^ (word >> S31)


@compiled
def stream_key(seed: int, replication: int, stream: int) -> np.uint64:
    """The key of one stream of one replication."""
    word = mixed(np.uint64(seed) + GAMMA)
    word = mixed(word + np.uint64(replication) * REPLICATION + GAMMA)
    return mixed(word + np.uint64(stream) * STREAM + GAMMA)


@compiled
def uniform(key: np.uint64, number: int) -> float:
    """Number `number` (from 0) of the stream: 52 bits in the open interval from 0 to 1."""
    word = mixed(key + np.uint64(number + 1) * GAMMA)
    return float(word >> S12) * 2.220446049250313e-16 + 1.1102230246251565e-16


@compiled
def exponential(chance: float, mean: float) -> float:
    """The exponential value at which the distribution function is `chance`."""
    return -mean * math.log1p(-chance)


@compiled
def poisson(chance: float, mean: float) -> int:
    """The Poisson count at which the distribution function first reaches `chance`, by adding up; `mean` to 200.

    It rises with `mean`, which keeps runs with common random numbers close to each other.
    """
    term = math.exp(-mean)
    total, count = term, 0
    while chance > total and count < 1_000:
        count += 1
        term *= mean / count
        total += term
    return count


def chance_of(seed: int, number: int, name: str) -> float:
    """A chance between 0 and 1 for what has a name, in draw `number`: the same wherever it is asked for.

    >>> chance_of(1, 2, "storm") == chance_of(1, 2, "storm") != chance_of(1, 3, "storm")
    True
    """
    key = np.uint64(stream_key(seed, number, zlib.crc32(name.encode())))  # it comes back as a plain int
    return uniform(key, 0)
