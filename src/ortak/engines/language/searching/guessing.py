"""A guess at the language of a text from its letters and its commonest words, where nothing better is at hand."""

import re

from ortak.engines.language.cognates.sounds import script_of

_LETTERS = {
    "tr": "ğış", "az": "əxqğı", "tk": "ýňäžw", "uz": "ʻqx", "crh": "ñqğâ", "kaa": "ǵáúıń",
    "kk": "ұқғәіһ", "ky": "ңөү", "tt": "җәөүһ", "ba": "ҙҫҡғ", "uz-Cyrl": "ўқғҳ", "az-Cyrl": "ҹҝјәғ", "ru": "ыэщё",
    "tk-Cyrl": "җәңөү", "ug": "ەۇۆۈېگڭ",
}  # fmt: skip
_WORDS = {
    "tr": "ve bir bu için ile olarak da de daha çok olan gibi sonra ama kadar değil",
    "az": "və bir bu üçün ilə olan də da daha çox kimi sonra amma qədər deyil",
    "tk": "we bir bu üçin bilen bolan hem has köp ýaly soň emma çenli däl",
    "uz": "va bir bu uchun bilan ham eng juda kabi keyin lekin emas esa bo'lgan",
    "crh": "ve bir bu içün ile olğan da daa çoq kibi soñ amma degil",
    "kaa": "hám bir bul ushın menen bolǵan da eń kóp sıyaqlı keyin biraq emes",
    "kk": "және бір бұл үшін мен бен да де ең көп сияқты кейін бірақ емес болған",
    "ky": "жана бир бул үчүн менен да эң көп сыяктуу кийин бирок эмес болгон",
    "tt": "һәм бер бу өчен белән да иң күп кебек соң әмма түгел булган",
    "ba": "һәм бер был өсөн менән да иң күп кеүек һуң әммә түгел булған",
    "uz-Cyrl": "ва бир бу учун билан ҳам энг жуда каби кейин лекин эмас эса",
    "az-Cyrl": "вә бир бу үчүн илә олан дә чох кими сонра амма дејил",
    "tk-Cyrl": "ве бир бу үчин билен болан хем көп ялы соң эмма дәл",
    "ru": "и в не на что с по как это для из к но он а",
    "ug": "ۋە بىر بۇ ئۈچۈن بىلەن ھەم ئەڭ كۆپ كېيىن لېكىن ئەمەس بولغان",
}
_SCRIPT = {"ug": "Arab", **dict.fromkeys(("kk", "ky", "tt", "ba", "uz-Cyrl", "az-Cyrl", "tk-Cyrl", "ru"), "Cyrl")}


def guess(text: str) -> str:
    """The tag of the likeliest language of a text; of several alike the one that stands first in the list above.

    >>> guess("Мұғалімдер мен оқушылар"), guess("Xalqaro anjuman boʻlib oʻtdi"), guess("Toplantı ve görüşme")
    ('kk', 'uz', 'tr')
    """
    script = script_of(text)
    small = re.sub("[’‘`']", "ʻ", text.replace("İ", "i").lower())[:4000]
    found = set(re.findall(r"[\wʻ]+", small))
    points = {
        tag: 3 * len(found & set(_WORDS[tag].split())) + sum(min(5, small.count(letter)) for letter in _LETTERS[tag])
        for tag in _LETTERS
        if _SCRIPT.get(tag, "Latn") == script
    }
    return max(points, key=points.__getitem__)
