import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from ortak.mechanisms.actors import identifiers
from ortak.mechanisms.actors.identifiers import uuid7


def test_version_and_variant_are_those_of_rfc_9562() -> None:
    made = [uuid7() for _ in range(200)]
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {uuid.RFC_4122}


def test_the_first_48_bits_are_the_time_in_milliseconds() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid7().int >> 80
    assert before <= made <= time.time_ns() // 1_000_000 + 1


def test_ids_rise_within_a_millisecond_and_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [uuid7() for _ in range(2000)]
    monkeypatch.setattr(identifiers.time, "time_ns", lambda: 0)
    made += [uuid7() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == 4000


def test_threads_never_get_the_same_id() -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: uuid7(), range(4000)))
    assert len(set(made)) == 4000


def test_ids_tell_nothing_of_each_other_but_the_time() -> None:
    low_bits = {uuid7().int & ((1 << 62) - 1) for _ in range(100)}
    assert len(low_bits) == 100
