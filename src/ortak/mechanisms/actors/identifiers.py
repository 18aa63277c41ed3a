"""Public ids: UUID version 7 (RFC 9562, 2024, section 5.7), which sort by the time they were made."""

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """48 bits of Unix time in milliseconds, then random bits, with version and variant set."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & ((1 << 48) - 1)) << 80 | random
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return uuid.UUID(int=value)
