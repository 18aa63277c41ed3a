"""One byte for every sign that a conversion needs."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ortak.engines.language.scripts.errors import BadTable
from ortak.engines.language.scripts.reading import is_capital, is_letter

CAPITAL, LETTER, OTHER = 255, 254, 253  # the bytes that keep the place of signs without one
UNUSED = "\ufffe"
ORDINARY = tuple([*map(chr, range(128)), *"«»—–“”’‘„…№\u00a0ʻʼ•·°§"])
ORDINARY_ARABIC = tuple("،؛؟٪ـ\u200c")


def _keep_places(error: UnicodeError) -> tuple[bytes, int]:
    """Signs without a byte leave a byte that tells what they are; the caller knows from its place which sign it was."""
    assert isinstance(error, UnicodeEncodeError)
    unknown = error.object[error.start : error.end]
    return bytes(CAPITAL if is_capital(s) else LETTER if is_letter(s) else OTHER for s in unknown), error.end


codecs.register_error("ortak.keep-places", _keep_places)


@dataclass
class Signs:
    """Which byte stands for which sign in the text (`encoded`) and in the result (`decoded`). A sign in some words only
    has a second byte, which stands in `real` under a name of its own.

    >>> signs = Signs()
    >>> signs.add("д", becomes="d") > 127, signs.write("d") == bytes([signs.encoded["д"]])
    (True, True)
    """

    encoded: dict[str, int] = field(default_factory=dict)
    decoded: list[str] = field(default_factory=lambda: [UNUSED] * 256)
    real: dict[str, str] = field(default_factory=dict)
    _apart: dict[str, int] = field(default_factory=dict)
    _free: list[int] = field(default_factory=lambda: list(range(OTHER - 1, 127, -1)))

    def add(self, sign: str, becomes: str) -> int:
        """A byte for a sign of the text and the one sign it becomes. ASCII keeps its own byte."""
        code = ord(sign) if sign < "\x80" else self._take(sign)
        self.encoded[sign] = code
        self.decoded[code] = becomes
        return code

    def add_again(self, name: str, sign: str, becomes: str) -> int:
        """A second byte for a sign, under a name of its own, of several signs; `encode` never gives it."""
        assert len(name) > 1 and name not in self.encoded
        code = self.encoded[name] = self._take(sign)
        self.real[name] = sign
        self.decoded[code] = becomes
        return code

    @property
    def left(self) -> int:
        """How many bytes are free."""
        return len(self._free)

    def write(self, text: str) -> bytes:
        """The bytes that give this text in the result."""
        return bytes(self.decoded.index(sign) if sign in self.decoded else self._new(sign) for sign in text)

    def write_apart(self, text: str) -> bytes:
        """Bytes that give this text in the result and that no sign of the text has."""
        return bytes(self._apart[sign] if sign in self._apart else self._new(sign) for sign in text)

    def codes(self, test: Callable[[str], bool]) -> frozenset[int]:
        """The bytes of the signs for which the test holds."""
        return frozenset(code for sign, code in self.encoded.items() if test(self.real.get(sign, sign)))

    def encode(self, text: str) -> bytes:
        """One byte for each sign, in its place."""
        return codecs.charmap_encode(text, "ortak.keep-places", self._encoding)[0]

    def decode(self, encoded: bytes) -> str:
        """One sign for each byte, in its place. What was there in the place of an unknown sign is not known here."""
        return codecs.charmap_decode(encoded, "strict", self._decoding)[0]

    def _new(self, sign: str) -> int:
        code = self._apart[sign] = self._take(sign)
        self.decoded[code] = sign
        return code

    def _take(self, sign: str) -> int:
        if not self._free:
            raise BadTable("the compiler", f"no byte is left for {sign!r}")
        return self._free.pop()

    @cached_property
    def _encoding(self) -> Any:  # the type that charmap_build returns has no public name
        signs = [UNUSED] * 256
        for sign, code in self.encoded.items():
            if sign not in self.real:
                signs[code] = sign
        return codecs.charmap_build("".join(signs))

    @cached_property
    def _decoding(self) -> str:
        for place in (CAPITAL, LETTER, OTHER):
            self.decoded[place] = "\N{REPLACEMENT CHARACTER}"
        return "".join(self.decoded)
