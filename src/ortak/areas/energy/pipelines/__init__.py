"""Pipelines: gas networks from files, the region's pipes with their sources, and what they can carry."""
