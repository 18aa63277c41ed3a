"""Words as sounds: one letter a sound, the same letters for every language, from spelling or from phonetic signs.

The letters are those of the common alphabet with three more: `ä` open e, `å` rounded a (Uzbek o), `ə` the reduced
vowel. Spelling is converted to the common alphabet by `scripts` where it has a table; other letters are read by a
plain table of this module. Length, palatalisation and stress are left out.
"""

import re
from functools import cache, lru_cache
from unicodedata import normalize

from ortak.engines.language.scripts import converter, orthographies, reachable

SOUNDS = "aäåeəıioöuübcçdfgğhjklmnñpqrsştvxyz"
VOWELS = frozenset("aäåeəıioöuü")

_COMMON = {
    **{sound: sound for sound in SOUNDS},
    "ə": "ä",
    "ū": "u",
    "w": "v",
    "ŋ": "ñ",
    "â": "a",
    "î": "i",
    "û": "u",
    "ō": "ö",
}
# What the letters of a language stand for, where it differs from the common alphabet.
_OF_LANGUAGE = {
    "uz": {"o": "å", "ö": "o"},
    "kk": {"u": "v", "ū": "u"},
    "kaa": {"w": "v"},
}
_PLAIN = {
    "Cyrl": "а=a ә=ä ӓ=ä б=b в=v г=g ғ=ğ д=d ҙ=z е=e ё=yo ж=j җ=c ӂ=c з=z и=i й=y ј=y к=k қ=q ҡ=q ҝ=g л=l м=m н=n ң=ñ "
    "ҥ=ñ о=o ө=ö ӧ=ö п=p р=r с=s ҫ=s т=t у=u ұ=u ү=ü ӱ=ü ў=o ф=f х=x ҳ=h һ=h ц=s ч=ç ҹ=c ҷ=c ш=ş щ=ş ъ= ы=ı і=i ь= "
    "э=e ю=yu я=ya",
    "Arab": "ا=a آ=a ە=ä ب=b پ=p ت=t ج=c چ=ç خ=x د=d ر=r ز=z ژ=j س=s ش=ş غ=ğ ف=f ق=q ك=k ک=k گ=g ڭ=ñ ل=l م=m ن=n "
    "ھ=h ه=h و=o ۇ=u ۆ=ö ۈ=ü ۋ=v ې=e ى=i ی=i ي=y ئ= ء=",
    "Latn": "ä=ä ñ=ñ ň=ñ ý=y ž=j ŋ=ñ ā=a ē=e ī=i ś=s ẓ=z ẕ=z ḥ=h č=ç š=ş ǧ=c ğ=ğ ġ=ğ",
}  # fmt: skip
_PLAIN_OF_LANGUAGE = {
    "tt": {"ж": "j", "җ": "c"},
    "crh": {"y": "y", "ñ": "ñ"},
    "ky": {"ж": "c"},
    "tk": {"y": "ı", "ý": "y", "j": "c", "ž": "j"},
    "uz": {"o": "å", "j": "c"},
}
_SCRIPTS = (
    ("Cyrl", re.compile("[\u0400-\u052f]")),
    ("Arab", re.compile("[\u0600-\u06ff]")),
    ("Latn", re.compile("[a-z]")),
)
_THREE_LETTERS = {
    "tur": "tr", "aze": "az", "azj": "az", "kaz": "kk", "kir": "ky", "uzb": "uz", "uzn": "uz", "tuk": "tk", "tat": "tt",
    "bak": "ba", "uig": "ug", "rus": "ru", "eng": "en", "hun": "hu", "fas": "fa", "ara": "ar",
}  # fmt: skip
_DOTTED_I = frozenset(("tr", "az", "crh", "tt", "ba", "kk", "ky"))

_PHONETIC = {
    "a": "aɑAáàʌ", "ä": "æɛäÄ", "å": "ɔɒå", "e": "eEɜ", "ə": "əɘɵ", "ı": "ɯɨïƜĭı", "i": "iIɪ", "o": "oŏ", "ö": "øöœ",
    "u": "uʊŭ", "ü": "yüʏ", "b": "bB", "p": "pP", "v": "vVβwʋ", "f": "fFɸ", "m": "mM", "t": "tTʦ", "d": "dD",
    "s": "sSθ", "z": "zð", "n": "nɲń", "l": "lLɫ", "r": "rRɾ", "ç": "ʨʧčcç", "c": "ʥʤǰɟ", "ş": "ʃɕšş", "j": "ʒʑž",
    "y": "jJ", "k": "kK", "g": "gGɡ", "q": "qḳɢ", "ğ": "ɣγʁğ", "x": "χx", "h": "hɦ", "ñ": "ŋñ",
}  # fmt: skip
_FROM_PHONETIC = {sign: sound for sound, signs in _PHONETIC.items() for sign in signs}
_AFFRICATES = str.maketrans({"\u0361": "", "\u035c": ""})
_ONLY_PHONETIC = re.compile("[ɯɨʃʒʧʤʨʥɕʑɣʁχŋøɔɘɢɲɑɛɪʊː]")
_ALTERNATIVES = re.compile(r"[,;/~<=>]|\binf\b")


def language_of(tag: str) -> str:
    """The language of a tag, in two letters where it has them.

    >>> language_of("kk-Cyrl"), language_of("KAZ"), language_of("kaa")
    ('kk', 'kk', 'kaa')
    """
    language = re.split("[-_]", tag.strip().lower())[0]
    return _THREE_LETTERS.get(language, language)


def script_of(text: str) -> str:
    """The script of most letters of a text, `Latn` if it has none of ours.

    >>> script_of("Қазақстан (RK)"), script_of("ئۇيغۇر"), script_of("2024")
    ('Cyrl', 'Arab', 'Latn')
    """
    folded = text.lower()
    counts = {name: len(pattern.findall(folded)) for name, pattern in _SCRIPTS}
    return max(("Latn", "Cyrl", "Arab"), key=counts.__getitem__)


def small(text: str, language: str) -> str:
    """Small letters as the language has them, composed.

    >>> small("IŞIK", "tr"), small("IŞIK", "uz")
    ('ışık', 'işik')
    """
    if language in _DOTTED_I:
        text = text.replace("İ", "i").replace("I", "ı")
    return normalize("NFC", text.lower().replace("i\u0307", "i"))


@lru_cache(maxsize=65536)
def spelled_sounds(word: str, language: str) -> str:
    """The sounds of a word as spelled in a language (a BCP 47 tag). Signs that are no letters are dropped.

    >>> spelled_sounds("жұлдыз", "kk"), spelled_sounds("oʻzbek", "uz"), spelled_sounds("ýyldyz", "tk")
    ('juldız', 'ozbek', 'yıldız')
    >>> spelled_sounds("тау", "kk"), spelled_sounds("يۇلتۇز", "ug")
    ('tav', 'yultuz')
    """
    language = language_of(language)
    word = small(word, language)
    script = script_of(word)
    letters = _COMMON
    convert = _to_common(language, script)
    if convert:
        word = convert(word)
        letters = _common_letters(language)
    else:
        letters = _plain_letters(language, script)
    return "".join(letters[sign] if sign in letters else letters.get(normalize("NFD", sign)[0], "") for sign in word)


@cache
def _to_common(language: str, script: str):  # type: ignore[no-untyped-def]  # a Converter, or None
    tag, common = f"{language}-{script}", f"{language}-Latn-x-common"
    if tag in {each.tag for each in orthographies()} and common in reachable(tag):
        return converter(tag, common)
    return None


@cache
def _common_letters(language: str) -> dict[str, str]:
    return _plain_letters("", "Cyrl") | _plain_letters("", "Arab") | _COMMON | _OF_LANGUAGE.get(language, {})


@cache
def _plain_letters(language: str, script: str) -> dict[str, str]:
    tables = dict(_COMMON)
    for name in sorted(_PLAIN, key=lambda name: name == script):
        tables |= dict(pair.split("=") for pair in _PLAIN[name].split())
    return tables | _PLAIN_OF_LANGUAGE.get(language, {})


def is_phonetic(form: str) -> bool:
    """Whether a form has signs that only phonetic writing has.

    >>> is_phonetic("jɯldɯz"), is_phonetic("yıldız")
    (True, False)
    """
    return bool(_ONLY_PHONETIC.search(form))


def phonetic_sounds(form: str) -> tuple[str, ...]:
    """A form in phonetic signs (IPA, or the signs Turkologists use) as sounds: its alternatives, the first the main
    one.

    What stands in brackets is taken in and left out; a comma, a semicolon, a slash or a tilde parts alternatives.

    >>> phonetic_sounds("jɯldɯz"), phonetic_sounds("ystynde(n), yst")
    (('yıldız',), ('üstünde', 'üstünden', 'üst'))
    """
    found: list[str] = []
    for part in _ALTERNATIVES.split(normalize("NFC", form.translate(_AFFRICATES))):
        part = part.replace("tʃ", "ʧ").replace("dʒ", "ʤ").replace("tɕ", "ʨ").replace("dʑ", "ʥ").replace("ts", "ʦ")
        without = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", part)
        for version in (without, re.sub(r"[()\[\]]", "", part)):
            sounds = "".join(_FROM_PHONETIC.get(sign, "") for sign in version)
            if sounds and sounds not in found:
                found.append(sounds)
    return tuple(each for each in found if len(each) > 1) or tuple(found[:1])
