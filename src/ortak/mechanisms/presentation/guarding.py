"""Pages that say what was wrong with an address, and what is valid."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


def problem(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """A page that says what was wrong."""
    return render(request, "portal/problem.html", {"message": message, "status": status}, status=status)


def guarding(statuses: Mapping[type[Exception], int]) -> Callable[[View], View]:
    """Turn what the reader can mend into such a page; of several kinds of error that fit, the first one tells the
    status."""

    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except tuple(statuses) as error:
                status = next(status for kind, status in statuses.items() if isinstance(error, kind))
                return problem(request, str(error), status)

        return answer

    return guarded


def only(request: HttpRequest, names: Sequence[str], refusal: type[Exception]) -> None:
    """Raise `refusal` if the address has a parameter of any other name: one that is misspelt would filter nothing."""
    if unknown := [name for name in request.GET if name not in names]:
        valid = f"there {'is' if len(names) == 1 else 'are'} {', '.join(names)}"
        raise refusal(f"there is no parameter {unknown[0][:80]!r}; {valid}")
