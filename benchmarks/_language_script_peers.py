"""The peers of script conversion, each an optional import."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

Convert = Callable[[str], str]

PEERS = ("ICU", "uroman", "alifbo", "alifbe", "UzTransliterator", "umsc", "turkic-translit")
_MODULES = {"ICU": "icu", "turkic-translit": "turkic_translit"}
_ICU = {
    ("uz-Cyrl", "uz-Latn"): "uz_Cyrl-uz_Latn",
    ("uz-Latn", "uz-Cyrl"): "uz_Latn-uz_Cyrl",
    ("az-Cyrl", "az-Latn"): "az_Cyrl-az/BGN",
    ("kk-Cyrl", "kk-Latn"): "kk-kk_Latn/BGN",
    ("kk-Cyrl", "kk-Latn-x-wiki"): "kk-kk_Latn/BGN",
    ("ky-Cyrl", "ky-Latn"): "ky-ky_Latn/BGN",
    ("tk-Cyrl", "tk-Latn"): "tk_Cyrl-tk/BGN",
}


def absent() -> list[str]:
    """The peers that are not installed."""
    return [name for name in PEERS if find_spec(_MODULES.get(name, name)) is None]


def _icu(source: str, target: str) -> Convert | None:
    if (source, target) not in _ICU:
        return None
    convert: Convert = import_module("icu").Transliterator.createInstance(_ICU[source, target]).transliterate
    return convert


@cache
def _romanizer() -> Any:
    return import_module("uroman").Uroman()


def _uroman(source: str, target: str) -> Convert | None:
    return _romanizer().romanize_string if target.endswith("Latn") else None


def _alifbo(source: str, target: str) -> Convert | None:
    module = import_module("alifbo")
    if (source, target) == ("uz-Cyrl", "uz-Latn"):
        return lambda text: module.to_old_latin(module.from_cyrillic(text).text).text
    if (source, target) == ("uz-Latn", "uz-Cyrl"):
        return lambda text: module.to_cyrillic(text).text
    return None


def _alifbe(source: str, target: str) -> Convert | None:
    module = import_module("alifbe")
    if (source, target) == ("uz-Cyrl", "uz-Latn"):
        return lambda text: str(module.cyrillic_to_latin(text))
    if (source, target) == ("uz-Latn", "uz-Cyrl"):
        return lambda text: str(module.latin_to_cyrillic(text))
    return None


def _uztransliterator(source: str, target: str) -> Convert | None:
    sides = {"uz-Cyrl": "cyr", "uz-Latn": "lat"}
    if source not in sides or target not in sides:
        return None
    instance = import_module("UzTransliterator.UzTransliterator").UzTransliterator()
    return lambda text: instance.transliterate(text, from_=sides[source], to=sides[target])


def _umsc(source: str, target: str) -> Convert | None:
    names = {"ug-Arab": "UAS", "ug-Latn": "ULS", "ug-Cyrl": "UCS"}
    if source not in names or target not in names:
        return None
    convert: Convert = import_module("umsc").UgMultiScriptConverter(names[source], names[target])
    return convert


def _turkic(source: str, target: str) -> Convert | None:
    module = import_module("turkic_translit.core")
    language = source.partition("-")[0]
    if not target.startswith(f"{language}-Latn") or language not in module.languages_offering("latin"):
        return None
    return lambda text: module.to_latin(text, language, include_arabic=source.endswith("Arab"))


_MAKERS: Mapping[str, Callable[[str, str], Convert | None]] = {
    "ICU": _icu,
    "uroman": _uroman,
    "alifbo": _alifbo,
    "alifbe": _alifbe,
    "UzTransliterator": _uztransliterator,
    "umsc": _umsc,
    "turkic-translit": _turkic,
}


@cache
def peers_of(source: str, target: str) -> Mapping[str, Convert]:
    """What converts this direction, by name, of the peers that are installed."""
    found = {}
    for name in PEERS:
        if name not in absent():
            try:
                convert = _MAKERS[name](source, target)
            except ImportError as error:
                print(f"{name} does not load: {error}")
                continue
            if convert:
                convert("а")
                found[name] = convert
    return found
