"""Language and script of a text: 14 Turkic languages in the scripts they are written in, and six neighbours.

    >>> from ortak.engines.language.identification import identify
    >>> found = identify("Бүгін ауа райы жақсы болады")
    >>> found.tag, found.confidence > 0.9
    ('kk-Cyrl', True)

A linear model on character n-grams (`model`), trained by `python -m ortak.engines.language.identification.training` on
the open texts that `training/sources.toml` names. NumPy is loaded when this package is, and nothing else.
"""

from ortak.engines.language.identification.identifier import (
    LEAST,
    Identification,
    candidates,
    identify,
    identify_lines,
    tags,
)
from ortak.engines.language.identification.model import UNKNOWN

__all__ = ["LEAST", "UNKNOWN", "Identification", "candidates", "identify", "identify_lines", "tags"]
