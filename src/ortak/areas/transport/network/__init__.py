"""The network that ships with the area, read from its tables."""

from ortak.areas.transport.network.reading import load_network, place_names, read_network

__all__ = ["load_network", "place_names", "read_network"]
