"""The words of a text taken apart. No Django."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:[-'’‘ʻʼ`][^\W\d_]+)*[’ʻʼ]?")


def rows_of(text: str, language: str, orthography: str = "", every: bool = False) -> Iterator[dict[str, Any]]:
    """The words of a text with their readings: form, lemma, dictionary form, class, features, suffixes, weight, key."""
    from ortak.engines.language.words import analyses

    for word in WORD.findall(text):
        found = analyses(word, language, orthography)
        for each in found if every else found[:1]:
            yield asdict(each)
