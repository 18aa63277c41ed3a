"""The official document as it was supplied: its digest, its text, and the blocks it is laid out in."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from ortak.vision.importer.decoding import decode
from ortak.vision.importer.layout import Block, blocks
from ortak.vision.importer.spelling import words


@dataclass(frozen=True)
class Document:
    """`digest` is the SHA-256 of the file's bytes."""

    digest: str
    text: str
    blocks: tuple[Block, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All its words, folded, in order."""
        return tuple(word for block in self.blocks for piece in block for word in words(piece.text))


def parse(data: bytes) -> Document:
    """The document in the bytes of a file. Raises an `ImporterError` where they are no plain text.

    >>> parse("Enerji\\n\\nEntegre pazar,".encode()).words
    ('enerji', 'entegre', 'pazar')
    """
    text = decode(data)
    return Document(hashlib.sha256(data).hexdigest(), text, blocks(text))
