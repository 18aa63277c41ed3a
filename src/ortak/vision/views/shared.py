"""What the vision's pages share: the civil day, names of actors in the reader's order, errors as pages."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ortak.mechanisms.actors.models import Actor
from ortak.mechanisms.presentation.formats import title
from ortak.vision.board import BoardError
from ortak.vision.explain import UnknownCode
from ortak.vision.outlooks import UnknownIndicator


class BadRequest(ValueError):
    """Something in the address that cannot be: says what is valid."""


class NotFound(ValueError):
    """Something that does not exist: says what is near."""


def today() -> date:
    return datetime.now(UTC).date()


def moment(text: str) -> datetime | None:
    """The end of the day that `text` names, UTC; None for an empty text."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadRequest(f"known-on {text!r} is no date; write 2026-11-24") from None
    return datetime.combine(day, datetime.max.time(), UTC)


def names() -> dict[str, str]:
    """The name of every actor in the reader's language, by code."""
    return {code: title(texts) for code, texts in Actor.objects.values_list("code", "names")}


def by_name(codes: Sequence[str], named: Mapping[str, str]) -> list[str]:
    """Codes in the alphabetical order of the names in the reader's language; the Organization first."""
    return sorted(codes, key=lambda code: (code != "ORG", alphabetical(named.get(code, code))))


#: the alphabets whose order differs from that of the code points, for names of states
ALPHABETS = {
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "tk": "abçdeäfghijžklmnňoöprsştuüwyýz",
    "hu": "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz",
}


def alphabetical(text: str) -> list[tuple[int, str]]:
    """A key that sorts a name as the reader's alphabet does."""
    order = ALPHABETS.get(get_language() or "en", "abcdefghijklmnopqrstuvwxyz")
    text = text.replace("I", "ı").replace("İ", "i") if get_language() in ("tr", "az") else text
    return [(order.find(letter) if letter in order else 99, letter) for letter in text.lower()]


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn what the reader can mend into a page that says what was wrong and what is valid."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (BoardError, BadRequest) as error:
            return problem(request, str(error), 400)
        except (UnknownCode, UnknownIndicator, NotFound) as error:
            return problem(request, str(error), 404)

    return answer


def problem(request: HttpRequest, message: str, status: int) -> HttpResponse:
    return render(request, "portal/problem.html", {"message": message, "status": status}, status=status)
