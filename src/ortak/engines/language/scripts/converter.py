"""Conversion between two orthographies of a language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from ortak.engines.language.scripts.compiled import Compiled
from ortak.engines.language.scripts.errors import NoConversion
from ortak.engines.language.scripts.orthography import DATA, Orthography, orthography
from ortak.engines.language.scripts.reading import Step, compose, read
from ortak.engines.language.scripts.rules import Rule, rules, tables


@dataclass(frozen=True)
class Loss:
    """Something that a conversion cannot give back, and a word that shows it."""

    reason: str
    example: str


@cache
def _losses() -> Mapping[str, Mapping[str, list[dict[str, str]]]]:
    return tomllib.loads((DATA / "pairs.toml").read_text(encoding="utf-8"))


def _losses_of(source: str, target: str) -> tuple[Loss, ...]:
    if (source, target) in tables():
        found = _losses().get(f"{source}_{target}", {}).get("left_to_right", [])
    else:
        found = _losses().get(f"{target}_{source}", {}).get("right_to_left", [])
    return tuple(Loss(**loss) for loss in found)


@dataclass(frozen=True)
class Converter:
    """From one orthography of a language to another. Call it with a text.

    >>> to_latin = converter("uz-Cyrl", "uz-Latn")
    >>> to_latin("Ўзбекистон Республикаси")
    'Oʻzbekiston Respublikasi'
    """

    source: Orthography
    target: Orthography
    rules: tuple[Rule, ...]
    losses: tuple[Loss, ...]

    @cached_property
    def _compiled(self) -> Compiled:
        return Compiled(self.source, self.target, self.rules)

    def __call__(self, text: str) -> str:
        """The text in the target orthography. Signs that are no letters of the source pass unchanged."""
        return self._compiled.convert(text)

    @property
    def lossy(self) -> bool:
        """Whether some text cannot be converted back; `losses` says why."""
        return bool(self.losses)

    def explain(self, text: str) -> tuple[Step, ...]:
        """The conversion piece by piece, each with the rule that decided.

        >>> [(s.given, s.written, s.rule.note) for s in converter("uz-Cyrl", "uz-Latn").explain("цирк")][0]
        ('ц', 's', 'at the start or the end of a word and after a consonant: sirk, aksiya, shpris')
        """
        return tuple(read(compose(text, self.source), self.source, self.target, self.rules))


@cache
def _converter(source: str, target: str) -> Converter:
    found = rules(source, target)
    if not found:
        raise NoConversion(source, target, reachable(source))
    return Converter(orthography(source), orthography(target), found, _losses_of(source, target))


def converter(source: str, target: str) -> Converter:
    """The converter between two BCP 47 tags, compiled when first used and kept.

    Raises `UnknownTag` for a tag that no orthography has and `NoConversion` where no table joins the two.

    >>> converter("tr-Latn", "uz-Latn")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    NoConversion: no conversion from tr-Latn to uz-Latn; tr-Latn has: tr-Latn-x-common
    """
    return _converter(orthography(source).tag, orthography(target).tag)


def convert(text: str, source: str, target: str) -> str:
    """A text in another orthography of its language.

    >>> convert("Қазақстан Республикасы", "kk-Cyrl", "kk-Latn")
    'Qazaqstan Respublikasy'
    >>> convert("Türkmenistan ýaşyl", "tk-Latn", "tk-Latn-x-common")
    'Türkmenistan yaşıl'
    >>> convert("İSTANBUL: Шымкент", "tr-Latn", "tr-Latn-x-common")
    'İSTANBUL: Шымкент'
    """
    return converter(source, target)(text)


def reachable(source: str) -> tuple[str, ...]:
    """The tags that a tag converts to.

    >>> reachable("ky-Cyrl")
    ('ky-Latn', 'ky-Latn-x-common')
    """
    tag = orthography(source).tag
    return tuple(
        sorted({right for left, right in tables() if left == tag} | {left for left, right in tables() if right == tag})
    )
