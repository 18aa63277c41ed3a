"""Transport: the network of a corridor, exact multi-criteria paths on it, and the planner.

>>> from ortak.engines.transport.network import Leg, Network, Place, Spread
>>> leg = Leg("a--b", "a", "b", "rail", distance_km=100.0, hours=Spread(2.0, 3.0, 6.0))
>>> len(Network.of([Place("a", "A", "A", "KZ"), Place("b", "B", "B", "AZ")], [leg]).arcs)
2
"""
