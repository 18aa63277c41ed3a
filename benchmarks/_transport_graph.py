"""The synthetic graph of the transport benchmarks: points on the map of the region, near neighbours joined, a seed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

SEED = 2040
NODES, ARCS = 100_000, 400_000
WEST, EAST, SOUTH, NORTH = 26.0, 88.0, 35.0, 56.0
KM_PER_DEGREE = 111.195
MODES = np.array(
    [  # time, cost, CO2 and risk of a kilometre by rail, road and water, in tenths
        (16.0, 6.0, 5.0, 10.0),
        (14.0, 8.0, 8.0, 9.0),
        (18.0, 6.0, 5.0, 12.0),
    ]
)
"""With these rates fronts of three criteria at 500 km have the size that the C++ reference names: 1,500 to 3,500."""
NOISE = 0.5


@dataclass(frozen=True)
class Synthetic:
    """`points` are kilometres east and north; `costs` are integers, one column for each of four criteria."""

    points: NDArray[np.float64]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    costs: NDArray[np.int64]

    def pair_apart(self, kilometres: float, number: int) -> tuple[int, int]:
        """A place and the one whose distance from it is nearest to so many kilometres, by number."""
        chance = np.random.default_rng([SEED, number])
        inner = (
            (self.points > self.points.max(0) * 0.2).all(1) & (self.points < self.points.max(0) * 0.8).all(1)
            if (kilometres < 1000)
            else np.ones(len(self.points), dtype=bool)
        )
        source = int(chance.choice(np.flatnonzero(inner)))
        way = np.hypot(*(self.points - self.points[source]).T)
        return source, int(np.abs(way - kilometres).argmin())


def synthetic(nodes: int = NODES, arcs: int = ARCS, seed: int = SEED) -> Synthetic:
    """The graph: uniform points, the shortest of the pairs of near neighbours joined in both directions.

    Each pair has a mode by chance; a criterion is the length times the mode's rate times noise of its own, rounded.
    """
    chance = np.random.default_rng(seed)
    lat = np.degrees(np.arcsin(chance.uniform(np.sin(np.radians(SOUTH)), np.sin(np.radians(NORTH)), nodes)))
    lon = chance.uniform(WEST, EAST, nodes)
    middle = np.cos(np.radians((SOUTH + NORTH) / 2))
    points = np.column_stack([(lon - WEST) * KM_PER_DEGREE * middle, (lat - SOUTH) * KM_PER_DEGREE])
    distance, near = cKDTree(points).query(points, k=9)
    one = np.repeat(np.arange(nodes), 8)
    rank = np.tile(np.arange(8), nodes)
    pairs = np.column_stack([np.minimum(one, near[:, 1:].ravel()), np.maximum(one, near[:, 1:].ravel())])
    order = np.lexsort((distance[:, 1:].ravel(), rank))
    _, kept = np.unique(pairs[order], axis=0, return_index=True)
    kept = order[np.sort(kept)][: arcs // 2]
    pairs, length = pairs[kept], distance[:, 1:].ravel()[kept]
    mode = chance.integers(0, len(MODES), len(pairs))
    noise = chance.uniform(1 - NOISE, 1 + NOISE, (len(pairs), 4))
    costs = np.maximum(1, np.rint(length[:, None] * MODES[mode] * noise)).astype(np.int64)
    return Synthetic(
        points,
        np.concatenate([pairs[:, 0], pairs[:, 1]]),
        np.concatenate([pairs[:, 1], pairs[:, 0]]),
        np.concatenate([costs, costs]),
    )
