"""Maps drawn on the server: land and lakes in an equal-area projection, and what lies on them.

No border of a state is drawn: the routes, grids and pipelines of the region need none, and none implies a position.
"""

from ortak.mechanisms.presentation.maps.drawing import Box, Drawing, around
from ortak.mechanisms.presentation.maps.projection import great_circle, project
from ortak.mechanisms.presentation.maps.thinning import thinned

__all__ = ["Box", "Drawing", "around", "great_circle", "project", "thinned"]
