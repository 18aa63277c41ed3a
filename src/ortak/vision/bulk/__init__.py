"""One file of everything that a viewer may see: CSV tables and their code book, a Frictionless Data Package in a zip.

>>> from ortak.vision.bulk import write
>>> write("ortak-data.zip")  # doctest: +SKIP
"""

from ortak.vision.bulk.archive import chunks, write

__all__ = ["chunks", "write"]
