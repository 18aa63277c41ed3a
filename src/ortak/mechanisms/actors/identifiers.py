"""Public ids: UUID version 7 (RFC 9562, 2024, section 5.7), which sort by the time they were made."""

import os
import threading
import time
import uuid

_RANDOM_BITS = 74
_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """48 bits of Unix time in milliseconds, then random bits, with version and variant set.

    Ids made by one process rise strictly, also within a millisecond and when the clock is set back (section 6.2,
    method 2): rows recorded together keep their order.
    """
    global _last
    random = int.from_bytes(os.urandom(14), "big")
    value = (time.time_ns() // 1_000_000) << _RANDOM_BITS | random & ((1 << _RANDOM_BITS) - 1)
    with _lock:
        if value <= _last:
            value = _last + 1 + (random >> 80)
        _last = value
    milliseconds, high, low = value >> _RANDOM_BITS, value >> 62 & 0xFFF, value & ((1 << 62) - 1)
    return uuid.UUID(int=(milliseconds & ((1 << 48) - 1)) << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
