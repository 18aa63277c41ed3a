"""The pages: a converter that gives its reasons, and the alphabets side by side."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from ortak.areas.language.accuracy import measured
from ortak.areas.language.agreement_page import in_order
from ortak.areas.language.identifying import UNKNOWN, identify_text, known_tags
from ortak.areas.language.services import convert_text, read_words, side_by_side, targets
from ortak.areas.language.words import LANGUAGES
from ortak.engines.language.scripts import LanguageError, common_letters, orthographies, shown, sources
from ortak.mechanisms.presentation.conditional import conditional
from ortak.mechanisms.presentation.formats import language_name

SAMPLE = {
    "text": "Ўзбекистон ва Қозоғистон чегараси. Франция милицияси, объект, цирк.",
    "from": "uz-Cyrl",
    "to": "uz-Latn",
    "words": "",
}
SAMPLE_LINES = (
    "Бүгін ауа райы жақсы",
    "Bugun havo yaxshi",
    "Bugün hava güzel",
    "بۈگۈن ھاۋا ياخشى",
    "Ich habe heute keine Zeit",
)
CERTAIN = 0.999
KINDS: Mapping[str, Any] = {
    "Latin letters": _("Latin letters"),
    "Cyrillic letters": _("Cyrillic letters"),
    "Arabic letters": _("Arabic letters"),
    "combining mark": _("combining mark"),
    "bidi control": _("sign of writing direction"),
    "invisible sign": _("invisible sign"),
    "unassigned code point": _("unassigned code point"),
    "private use code point": _("private use code point"),
    "control": _("control sign"),
    "replacement character": _("replacement character"),
}


def typing(request: HttpRequest) -> bool:
    """Whether the form asks while the reader changes it: another language was just chosen, and not yet what for."""
    return request.headers.get("HX-Request") == "true"


@conditional
def convert(request: HttpRequest) -> HttpResponse:
    """A text in another alphabet, and the rule behind every changed letter. All of it stands in the address."""
    asked = {name: request.GET.get(name, default) for name, default in SAMPLE.items()}
    valid = targets().get(asked["from"], ())
    if valid and asked["to"] not in valid and ("to" not in request.GET or typing(request)):
        asked["to"] = valid[0]
    context: dict[str, Any] = {"asked": asked, "orthographies": orthographies(), "targets": valid}
    context |= {"is_sample": "text" not in request.GET}
    context |= {"kind": lambda kind: KINDS.get(kind, _("letters of another script")), "shown": shown}
    try:
        words = read_words(asked["words"])
        context |= {"conversion": convert_text(asked["text"], asked["from"], asked["to"], words), "problem": ""}
    except LanguageError as error:
        context["problem"] = str(error)
    answer = render(request, "language/converter.html", context, status=400 if context["problem"] else 200)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@conditional
def identify(request: HttpRequest) -> HttpResponse:
    """Every line of a text with its language, its script and how sure that is. The text stands in the address."""
    text = request.GET.get("text", "\n".join(SAMPLE_LINES))
    context: dict[str, Any] = {"text": text, "is_sample": "text" not in request.GET, "certain": CERTAIN}
    context |= {"unknown": UNKNOWN, "known": known_tags(), "name_of": language_name}
    try:
        context |= {"lines": identify_text(text), "problem": ""}
    except LanguageError as error:
        context["problem"] = str(error)
    return render(request, "language/identify.html", context, status=400 if context["problem"] else 200)


@conditional
def alphabets(request: HttpRequest) -> HttpResponse:
    """Every alphabet with its letters and sources, what sources disagree on, and how right the converter is."""
    context = {
        "orthographies": orthographies(),
        "rows": side_by_side(),
        "languages": sorted(((tag, language_name(tag)) for tag in LANGUAGES), key=lambda each: in_order(each[1])),
        "names": {each.tag: each.name for each in orthographies()},
        "disputed": [letter for letter in common_letters() if letter.disagreement],
        "measured": measured(),
        "sources": list(sources().values()),
    }
    return render(request, "language/alphabets.html", context)
