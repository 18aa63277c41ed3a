"""Exact paths over any number of criteria, on arrays.

>>> graph = Graph.of([0, 0, 1], [1, 2, 2], [[1, 5], [4, 4], [1, 5]])
>>> efficient_paths(graph, 0, 2).costs.tolist()
[[2, 10], [4, 4]]
"""

from ortak.engines.transport.paths.efficient import Front, TooManyPaths, efficient_paths
from ortak.engines.transport.paths.graph import Graph, PathError, TooLarge
from ortak.engines.transport.paths.single import Shortest, shortest_path

__all__ = ["Front", "Graph", "PathError", "Shortest", "TooLarge", "TooManyPaths", "efficient_paths", "shortest_path"]
