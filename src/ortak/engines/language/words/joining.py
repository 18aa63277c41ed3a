"""A suffix joined to what stands before it: harmony, assimilation, and what changes at the seam."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ortak.engines.language.words.grammar import Grammar, Suffix


@lru_cache(maxsize=1 << 14)
def spelled(grammar: Grammar, template: str, vowel: str, letter: str) -> str:
    """The sounds of a template after this last vowel and this last letter.

    >>> from ortak.engines.language.words.grammar import grammar
    >>> spelled(grammar("tr"), "lAr", "ü", "n"), spelled(grammar("tr"), "(y)I", "a", "a")
    ('ler', 'yı')
    """
    made, place = "", 0
    while place < len(template):
        sign, optional = template[place], template[place] == "("
        if optional:
            sign = template[place + 1]
        place += 3 if optional else 1
        sound = grammar.sound(sign, vowel, letter) if sign in grammar.sounds else sign
        if not sound or (optional and (sound in grammar.syllabic) is (letter in grammar.syllabic)):
            continue
        made, letter = made + sound, sound
        if sound in grammar.harmonic:
            vowel = sound
    return made


def joined(grammar: Grammar, base: str, vowel: str, template: str, stem: str, earlier: str = "") -> Iterator[str]:
    """Every way in which `base` and a suffix join; `vowel` is what harmony follows.

    `stem` is N or V if base is a stem of a noun or verb, "" if it ends in a suffix. `earlier` is what harmony follows
    once the last vowel of base is taken away, if that is not the vowel before it.

    >>> from ortak.engines.language.words.grammar import grammar
    >>> list(joined(grammar("tr"), "kitap", "a", "(y)I", "N"))
    ['kitabı', 'kitapı']
    >>> list(joined(grammar("kk"), "кітап", "а", "(I)м", "N"))
    ['кітабым', 'кітапым']
    """
    if template.startswith("<"):
        template = template[1:]
        if base[-1:] in grammar.syllabic:
            shorter = base[:-1]
            for each in dict.fromkeys((earlier or grammar.last_vowel(shorter) or vowel, vowel)):
                yield from joined(grammar, shorter, each, template, stem)
            return
    ending = spelled(grammar, template, vowel, base[-1:])
    plain = True
    for seam in grammar.seams:
        if not base.endswith(seam.left) or len(base) == len(seam.left):
            continue
        if seam.right == "V":
            if ending[:1] not in grammar.syllabic:
                continue
        elif not ending.startswith(seam.right):
            continue
        where, _, only = seam.stem.partition(" ")
        if (stem and where not in ("always", "may", stem)) or (not stem and only):
            continue
        kept = ending if seam.right == "V" else ending[len(seam.right) :]
        yield base[: len(base) - len(seam.left)] + seam.new_left + seam.new_right + kept
        if not stem or where == "always":
            plain = False
            break
    if plain:
        yield base + ending


def fits(grammar: Grammar, suffix: Suffix, before: str, vowel: str, letter: str) -> bool:
    """Whether a suffix may follow the row `before` ("" for the stem) after this vowel and this letter."""
    if (suffix.after and before not in suffix.after) or before in suffix.not_after:
        return False
    if any(not grammar.holds(each, vowel, letter) for each in suffix.on):
        return False
    return not any(grammar.holds(each, vowel, letter) for each in suffix.not_on)


def altered(grammar: Grammar, stem: str) -> tuple[str, ...]:
    """What a stem may be before a suffix that begins with a vowel: without its last close vowel, or with it raised.

    >>> from ortak.engines.language.words.grammar import grammar
    >>> altered(grammar("tr"), "ağız"), altered(grammar("tr"), "kitap"), altered(grammar("ug"), "kitab")
    (('ağz',), (), ('kitib',))
    """
    found = []
    drops = len(stem) > 3 and stem[-2] in grammar.drop_vowels and stem[-1] in grammar.drop_before
    if drops and stem[-3] not in grammar.syllabic and stem[-4] in grammar.syllabic:
        found.append(stem[:-2] + stem[-1])
    if len(stem) > 1 and stem[-2] in grammar.raised and stem[-1] not in grammar.syllabic:
        first = grammar.syllabic.isdisjoint(stem[:-2])
        found.append(stem[:-2] + grammar.raised_to[first] + stem[-1])
    return tuple(found)


def forms(grammar: Grammar, stem: str, suffixes: Sequence[Suffix], category: str = "N") -> tuple[str, ...]:
    """Every way in which a stem, of a noun or verb (N, V), and its suffixes join, the regular one first.

    Words from elsewhere may take the other harmony, and some stems keep their last consonant or lose a vowel: no rule
    tells which, so all are made.

    >>> from ortak.engines.language.words.grammar import grammar
    >>> table = {suffix.name: suffix for suffix in grammar("tr").suffixes}
    >>> forms(grammar("tr"), "kitap", [table["plural"], table["p1sg"]])[0]
    'kitaplarım'
    """
    made: dict[str, None] = {}
    own = grammar.last_vowel(stem)
    vowels = [own] if own else []
    vowels += [other for other in grammar.harmonic_order if other != own]
    for vowel in vowels:
        for start in (stem, *altered(grammar, stem)):
            _grow(grammar, start, vowel, suffixes, made, category, short=start != stem)
    return tuple(made)


def _grow(
    grammar: Grammar,
    stem: str,
    vowel: str,
    suffixes: Sequence[Suffix],
    made: dict[str, None],
    category: str,
    short: bool,
) -> None:
    grown = [(stem, vowel, "", "")]
    for place, suffix in enumerate(suffixes):
        longer = []
        for base, last, earlier, before in grown:
            if not fits(grammar, suffix, before, last, base[-1:]):
                continue
            for text in joined(grammar, base, last, suffix.template, "" if place else category, earlier):
                if short and place == 0 and text[len(stem) : len(stem) + 1] not in grammar.syllabic:
                    continue
                common = _common(base, text)
                followed = [last, *(letter for letter in text[common:] if letter in grammar.harmonic)]
                sooner = followed[-2] if len(followed) > 1 else earlier
                longer.append((text, followed[-1], sooner, suffix.name))
        grown = longer
    made.update((text, None) for text, *_ in grown)


def _common(one: str, other: str) -> int:
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        size += 1
    return size
