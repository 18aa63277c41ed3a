"""Pipelines: steady hydraulics of a gas network, and what a network of pipes can carry between states."""
