"""Conversion between two orthographies of a language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise

from ortak.engines.language.scripts.compiled import Compiled
from ortak.engines.language.scripts.errors import NoConversion
from ortak.engines.language.scripts.orthography import DATA, Orthography, orthography
from ortak.engines.language.scripts.reading import Step, compose, composition, joined, read
from ortak.engines.language.scripts.rules import Rule, rules, tables


@dataclass(frozen=True)
class Loss:
    """Something that a conversion cannot give back, and a word that shows it."""

    reason: str
    example: str
    stage: str = ""  # of several stages, the one that loses it: "kk-Latn to kk-Cyrl"


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

    Where no table joins the two, `through` names the orthographies between them, each stage a converter of its own.
    """

    source: Orthography
    target: Orthography
    rules: tuple[Rule, ...]
    losses: tuple[Loss, ...]
    stages: tuple["Converter", ...] = ()

    @cached_property
    def _compiled(self) -> Compiled:
        return Compiled(self.source, self.target, self.rules)

    def __call__(self, text: str) -> str:
        """The text in the target orthography. Signs that are no letters of the source pass unchanged."""
        if not self.stages:
            return self._compiled.convert(text)
        for stage in self.stages:
            text = stage(text)
        return text

    @property
    def through(self) -> tuple[Orthography, ...]:
        """The orthographies between the source and the target.

        >>> [each.tag for each in converter("kk-Latn", "kk-Arab").through]
        ['kk-Cyrl']
        """
        return tuple(stage.target for stage in self.stages[:-1])

    @property
    def lossy(self) -> bool:
        """Whether some text cannot be converted back; `losses` says why."""
        return bool(self.losses)

    @property
    def bijective(self) -> bool:
        """Whether this conversion and the one back give every text in the letters of their alphabets back exactly.

        >>> converter("tk-Latn", "tk-Latn-x-common").bijective, converter("az-Latn", "az-Cyrl").bijective
        (True, False)
        """
        return not self.lossy and not _converter(self.target.tag, self.source.tag).lossy

    def explain(self, text: str) -> tuple[Step, ...]:
        """The conversion piece by piece, each with the rule that decided; of several stages, the first that changed
        something, and in `others` those that changed it further.

        >>> [(s.given, s.written, s.rule.note) for s in converter("uz-Cyrl", "uz-Latn").explain("цирк")][0]
        ('ц', 's', 'at the start or the end of a word and after a consonant: sirk, aksiya, shpris')
        """
        if not self.stages:
            composed = compose(text, self.source)
            steps = tuple(read(composed, self.source, self.target, self.rules))
            return steps if composed == text else joined(composition(text, self.source), steps)
        steps = self.stages[0].explain(text)
        for stage in self.stages[1:]:
            steps = joined(steps, stage.explain("".join(step.written for step in steps)))
        return steps


@cache
def _converter(source: str, target: str) -> Converter:
    found = rules(source, target)
    if found:
        return Converter(orthography(source), orthography(target), found, _losses_of(source, target))
    path = paths(source).get(target)
    if path is None or source == target:
        raise NoConversion(source, target, reachable(source))
    stages = tuple(_converter(one, other) for one, other in pairwise(path))
    losses = tuple(
        replace(loss, stage=f"{stage.source.tag} to {stage.target.tag}") for stage in stages for loss in stage.losses
    )
    all_rules = tuple(rule for stage in stages for rule in stage.rules)
    return Converter(orthography(source), orthography(target), all_rules, losses, stages)


@cache
def paths(source: str) -> Mapping[str, tuple[str, ...]]:
    """For each tag that a tag converts to, the tags on the way: the fewest, and a profile of the common alphabet
    only where nothing else leads there.

    >>> paths("kk-Latn")["kk-Arab"]
    ('kk-Latn', 'kk-Cyrl', 'kk-Arab')
    """
    neighbours: dict[str, list[str]] = {}
    for left, right in tables():
        neighbours.setdefault(left, []).append(right)
        neighbours.setdefault(right, []).append(left)
    found: dict[str, tuple[str, ...]] = {source: (source,)}
    waiting = [source]
    while waiting:
        waiting.sort(key=lambda tag: (sum("-x-" in each for each in found[tag]), len(found[tag])))
        tag = waiting.pop(0)
        for other in sorted(neighbours.get(tag, ())):
            if other not in found:
                found[other] = (*found[tag], other)
                waiting.append(other)
    return found


def converter(source: str, target: str) -> Converter:
    """The converter between two BCP 47 tags, compiled when first used and kept. Orthographies of a language that no
    table joins are joined through others.

    Raises `UnknownTag` for a tag that no orthography has and `NoConversion` between languages.

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
    return tuple(sorted(set(paths(tag)) - {tag}))
