"""Energy: the integrated market, its clearing and the independent check of a result."""
