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


def joined(grammar: Grammar, base: str, vowel: str, template: str, stem: str) -> Iterator[str]:
    """Every way in which `base` and a suffix join; `vowel` is what harmony follows.

    `stem` is N or V if base is a stem of a noun or verb, "" if it ends in a suffix.

    >>> from ortak.engines.language.words.grammar import grammar
    >>> list(joined(grammar("tr"), "kitap", "a", "(y)I", "N"))
    ['kitabı', 'kitapı']
    >>> list(joined(grammar("kk"), "кітап", "а", "(I)м", "N"))
    ['кітабым', 'кітапым']
    """
    if template.startswith("<"):
        template = template[1:]
        if base[-1:] in grammar.syllabic:
            base = base[:-1]
            vowel = grammar.last_vowel(base) or vowel
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
        if stem and seam.stem not in ("always", "may", stem):
            continue
        kept = ending if seam.right == "V" else ending[len(seam.right) :]
        yield base[: len(base) - len(seam.left)] + seam.new_left + seam.new_right + kept
        if not stem or seam.stem == "always":
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


def shortened(grammar: Grammar, stem: str) -> str:
    """The stem without the close vowel of its last syllable, "" if it is no such stem.

    >>> from ortak.engines.language.words.grammar import grammar
    >>> shortened(grammar("tr"), "ağız"), shortened(grammar("tr"), "kitap")
    ('ağz', '')
    """
    if len(stem) < 4 or stem[-2] not in grammar.drop_vowels or stem[-1] not in grammar.drop_before:
        return ""
    if stem[-3] in grammar.syllabic or stem[-4] not in grammar.syllabic:
        return ""
    return stem[:-2] + stem[-1]


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
        for start in filter(None, (stem, shortened(grammar, stem))):
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
    grown = [(stem, vowel, "")]
    for place, suffix in enumerate(suffixes):
        longer = []
        for base, last, before in grown:
            if not fits(grammar, suffix, before, last, base[-1:]):
                continue
            for text in joined(grammar, base, last, suffix.template, "" if place else category):
                if short and place == 0 and text[len(stem) : len(stem) + 1] not in grammar.syllabic:
                    continue
                common = _common(base, text)
                longer.append((text, grammar.last_vowel(text[common:]) or last, suffix.name))
        grown = longer
    made.update((text, None) for text, _, _ in grown)


def _common(one: str, other: str) -> int:
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        size += 1
    return size
