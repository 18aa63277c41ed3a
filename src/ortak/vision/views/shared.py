"""What the vision's pages share: the civil day, names of actors in the reader's order, errors as pages."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from ortak.mechanisms.actors.models import Actor
from ortak.mechanisms.presentation.formats import title
from ortak.mechanisms.presentation.guarding import guarding
from ortak.vision.board import BoardError
from ortak.vision.catalogue import UnknownFilter
from ortak.vision.explain import UnknownCode
from ortak.vision.moments import NoMoment, end_of
from ortak.vision.outlooks import UnknownIndicator

View = Callable[..., HttpResponse]
PAGE = 50
LONGEST_WORDS = 200


class BadRequest(ValueError):
    """Something in the address that cannot be: says what is valid."""


class NotFound(ValueError):
    """Something that does not exist: says what is near."""


def today() -> date:
    return datetime.now(UTC).date()


def moment(text: str) -> datetime | None:
    """The end of the day that `text` names, UTC; None for an empty text. A day to come is refused."""
    if not text:
        return None
    try:
        return end_of(text, today())
    except NoMoment as error:
        raise BadRequest(f"known-on {error}") from None


def takes(*known: str) -> Callable[[View], View]:
    """The parameters of a page. Any other is refused: a filter that is misspelt would filter nothing."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if unknown := [name for name in request.GET if name not in known]:
                valid = ", ".join(known) or "none here"
                raise BadRequest(f"there is no parameter {unknown[0][:80]!r}; there are {valid}")
            return view(request, *args, **kwargs)

        return answer

    return around


def words(request: HttpRequest) -> str:
    """The words that the reader looks for."""
    given = request.GET.get("q", "").strip()
    if len(given) > LONGEST_WORDS:
        raise BadRequest(f"q has {len(given):,} characters; at most {LONGEST_WORDS} are looked for")
    return given


def page_of(request: HttpRequest, rows: Any) -> Page[Any]:
    """The page of a long list that the address asks for, else the first. Raises `BadRequest` for what is no number,
    `NotFound` for a page that is not there."""
    asked = request.GET.get("page") or "1"
    if not re.fullmatch(r"[0-9]{1,30}", asked):
        raise BadRequest(f"page {asked[:40]!r} is no number of a page; write page=1")
    pages = Paginator(rows, PAGE)
    try:
        return pages.page(int(asked))
    except EmptyPage:
        raise NotFound(f"there is no page {int(asked)}; pages are 1 to {pages.num_pages}") from None


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


guarded = guarding(
    {BoardError: 400, BadRequest: 400, UnknownFilter: 400, UnknownCode: 404, UnknownIndicator: 404, NotFound: 404}
)
