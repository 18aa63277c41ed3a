"""Training text in scripts for which no open text was found: the same language put into its other script.

    >>> respell("Ұлттық кітапхана", "kk-Cyrl", "kk-Latn-x-wiki")
    'Ulttıq kitapxana'

Where `ortak.engines.language.scripts` converts, it does. The rest are plain tables, right for most words, and good
enough for the statistics of letters; for reading use `ortak language convert`.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from ortak.engines.language.scripts import converter

MADE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "kk-Latn": (("kk-Cyrl", "kk-Latn"), ("kk-Cyrl", "kk-Latn-x-wiki")),
    "kk-Arab": (("kk-Cyrl", "kk-Arab"),),
    "uz-Cyrl": (("uz-Latn", "uz-Cyrl"),),
    "az-Cyrl": (("az-Latn", "az-Cyrl"),),
    "az-Arab": (("az-Latn", "az-Arab"),),
    "tk-Cyrl": (("tk-Latn", "tk-Cyrl"),),
    "tt-Latn": (("tt-Cyrl", "tt-Latn"),),
    "ug-Latn": (("ug-Arab", "ug-Latn"),),
    "ug-Cyrl": (("ug-Arab", "ug-Cyrl"),),
    "kaa-Latn": (("kaa-Cyrl", "kaa-Latn"), ("kaa-Cyrl", "kaa-Latn-x-1995"), ("kaa-Latn", "kaa-Latn-x-1995")),
    "kaa-Cyrl": (("kaa-Latn", "kaa-Cyrl"),),
}
"""For each tag, from which tag its text is made, and in which spelling."""


def respell(text: str, source: str, target: str) -> str:
    """Text of one orthography in another.

    >>> respell("ұлттық тілі", "kk-Cyrl", "kk-Arab")
    'ۇلتتىق ٴتىلى'
    >>> respell("Ҳәр бир инсан ўақыт", "kaa-Cyrl", "kaa-Latn"), respell("Hár bir waqıt", "kaa-Latn", "kaa-Cyrl")
    ('Hár bir insan waqıt', 'Ҳәр бир ўақыт')
    >>> respell("ياخشىمۇسىز", "ug-Arab", "ug-Latn"), respell("ياخشىمۇسىز", "ug-Arab", "ug-Cyrl")
    ('yaxshimusiz', 'яхшимусиз')
    >>> respell("вакыт, китап, ярдәм", "tt-Cyrl", "tt-Latn"), respell("kitab və gözəl", "az-Latn", "az-Arab")
    ('waqıt, kitap, yärdäm', 'کیتاب و گؤزل')
    """
    return _spelling(source, target)(text)


@cache
def _spelling(source: str, target: str) -> Callable[[str], str]:
    own = _OWN.get((source, target))
    return own or converter(source, target)


def _pairs(table: str) -> dict[str, str]:
    """`а:a б:b` as a dictionary; `ь:` leaves the letter out."""
    return {given: written for given, written in (each.split(":") for each in table.split())}


def _by_letter(table: Mapping[str, str]) -> Callable[[str], str]:
    """Longest first; a capital stays one."""
    shape = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)), re.IGNORECASE)

    def write(found: re.Match[str]) -> str:
        given = found[0]
        written = table.get(given) or table.get(given.lower(), "")
        return written[:1].upper() + written[1:] if given[:1].isupper() else written

    return lambda text: shape.sub(write, text)


_WIKI = _pairs(
    "а:a ә:ä б:b в:v г:g ғ:ğ д:d е:e ё:yo ж:j з:z и:ï й:y к:k қ:q л:l м:m н:n ң:ñ о:o ө:ö п:p р:r с:s т:t у:w ұ:u ү:ü "
    "ф:f х:x һ:h ц:c ч:ç ш:ş щ:şş ъ: ы:ı і:i ь: э:é ю:yw я:ya"
)
_KAZAKH_ARABIC = _pairs(
    "а:ا ә:ا б:ب в:ۆ г:گ ғ:ع д:د е:ە ё:يو ж:ج з:ز и:ي й:ي к:ك қ:ق л:ل м:م н:ن ң:ڭ о:و ө:و п:پ р:ر с:س т:ت у:ۋ ұ:ۇ "
    "ү:ۇ ф:ف х:ح һ:ھ ц:تس ч:چ ш:ش щ:شش ъ: ы:ى і:ى ь: э:ە ю:يۋ я:يا ,:، ?:؟"
)
_AZERBAIJANI_ARABIC = _pairs(
    "a:ا b:ب c:ج ç:چ d:د e:ئ ə: f:ف g:گ ğ:غ h:ه x:خ ı:ی i:ی j:ژ k:ک q:ق l:ل m:م n:ن o:و ö:ؤ p:پ r:ر s:س ş:ش t:ت u:و "
    "ü:ۆ v:و y:ی z:ز ,:، ?:؟"
)
_TATAR = _pairs(
    "а:a ә:ä б:b в:w г:g д:d е:e ё:yo ж:j җ:c з:z и:i й:y к:k л:l м:m н:n ң:ñ о:o ө:ö п:p р:r с:s т:t у:u ү:ü ф:f х:x "
    "һ:h ц:ts ч:ç ш:ş щ:şç ъ: ы:ı ь: э:e ю:yu я:ya"
)
_UYGHUR_LATIN = _pairs(
    "ئ:' ا:a ە:e ب:b پ:p ت:t ج:j چ:ch خ:x د:d ر:r ز:z ژ:zh س:s ش:sh غ:gh ف:f ق:q ك:k گ:g ڭ:ng ل:l م:m ن:n ھ:h و:o ۇ:u "
    "ۆ:ö ۈ:ü ۋ:w ې:ë ى:i ي:y ،:, ؟:? ؛:;"
)
_UYGHUR_CYRILLIC = _pairs(
    "ئ: ا:а ە:ә ب:б پ:п ت:т ج:җ چ:ч خ:х د:д ر:р ز:з ژ:ж س:с ش:ш غ:ғ ف:ф ق:қ ك:к گ:г ڭ:ң ل:л م:м ن:н ھ:һ و:о ۇ:у "
    "ۆ:ө ۈ:ү ۋ:в ې:е ى:и ي:й يا:я يۇ:ю ،:, ؟:? ؛:;"
)
_KARAKALPAK = _pairs(
    "а:a ә:á б:b в:v г:g ғ:ǵ д:d е:e ё:yo ж:j з:z и:i й:y к:k қ:q л:l м:m н:n ң:ń о:o ө:ó п:p р:r с:s т:t у:u ү:ú ў:w "
    "ф:f х:x ҳ:h ц:c ч:ch ш:sh щ:sh ъ: ы:ı ь: э:e ю:yu я:ya"
)
_KARAKALPAK_BACK = {
    written: given for given, written in _KARAKALPAK.items() if written and given not in "щэвё"
} | _pairs("v:в sh:ш ch:ч ya:я yu:ю yo:ё")
_KARAKALPAK_1995 = _pairs("á:a' ó:o' ú:u' ǵ:g' ń:n' ı:i' í:i'")

_FRONT = re.compile(r"[әөүі]", re.IGNORECASE)
_SOFT_ALREADY = re.compile(r"[егкэ]", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def _kazakh_arabic(text: str) -> str:
    """A word with front vowels begins with a raised hamza, unless e, k or g show it."""
    letters = _by_letter(_KAZAKH_ARABIC)

    def word(found: re.Match[str]) -> str:
        soft = _FRONT.search(found[0]) and not _SOFT_ALREADY.search(found[0])
        return ("ٴ" if soft else "") + found[0]

    return letters(_WORD.sub(word, text))


def _azerbaijani_arabic(text: str) -> str:
    text = text.replace("İ", "i").replace("I", "ı").lower()
    text = re.sub(r"\bə", "ا", text)
    text = re.sub(r"(\w)ə\b", r"\1ه", text).replace("وه ", "و ")
    text = re.sub(r"\bvه\b", "و", text)
    text = re.sub(r"\b([ıi])", r"ا\1", re.sub(r"\b([oöuü])", r"ا\1", text))
    return _by_letter(_AZERBAIJANI_ARABIC)(re.sub(r"\ba", "آ", re.sub(r"\be", "ائ", text)))


def _tatar_latin(text: str) -> str:
    """к and г stand for q and ğ in words of back vowels, е for ye at the start of a word, я for yä in front ones."""
    letters = _by_letter(_TATAR)

    def word(found: re.Match[str]) -> str:
        given = found[0]
        front = re.search(r"[әөүиэе]", given, re.IGNORECASE) and not re.search(r"[аоуы]", given, re.IGNORECASE)
        if not front:
            given = re.sub(r"к(?=[аоуыъ]|\b|[^әөүиэе])", "q", re.sub(r"г(?=[аоуыъ])", "ğ", given))
        elif given[0] in "яЯ":
            given = ("Yä" if given[0] == "Я" else "yä") + given[1:]
        given = re.sub(r"(?<=[аәоөуүы])[уү]\b", "w", given)
        return re.sub(r"^е", "ye", re.sub(r"^Е", "Ye", given))

    return letters(_WORD.sub(word, text))


def _uyghur(letters: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: letters(re.sub(r"\bئ", "", text))


_OWN: dict[tuple[str, str], Callable[[str], str]] = {
    ("kk-Cyrl", "kk-Latn-x-wiki"): _by_letter(_WIKI),
    ("kk-Cyrl", "kk-Arab"): _kazakh_arabic,
    ("az-Latn", "az-Arab"): _azerbaijani_arabic,
    ("tt-Cyrl", "tt-Latn"): _tatar_latin,
    ("ug-Arab", "ug-Latn"): _uyghur(_by_letter(_UYGHUR_LATIN)),
    ("ug-Arab", "ug-Cyrl"): _uyghur(_by_letter(_UYGHUR_CYRILLIC)),
    ("kaa-Cyrl", "kaa-Latn"): _by_letter(_KARAKALPAK),
    ("kaa-Latn", "kaa-Cyrl"): _by_letter(_KARAKALPAK_BACK),
    ("kaa-Latn", "kaa-Latn-x-1995"): _by_letter(_KARAKALPAK_1995),
    ("kaa-Cyrl", "kaa-Latn-x-1995"): lambda text: _by_letter(_KARAKALPAK_1995)(_by_letter(_KARAKALPAK)(text)),
}
