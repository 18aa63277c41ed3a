"""Errors of the profiles."""


class BadProfile(ValueError):
    """A figure from which no profile can be made: says which, and what is valid."""
