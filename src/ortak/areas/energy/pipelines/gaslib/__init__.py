"""Gas networks and nominations in the formats of GasLib: XML (.net, .scn) and JSON, in a zip or a folder.

GasLib: Schmidt et al., "GasLib, a library of gas network instances", Data 2 (2017), 40, https://gaslib.zib.de.
"""

from ortak.areas.energy.pipelines.gaslib.reading import Instance, read_instance

__all__ = ["Instance", "read_instance"]
