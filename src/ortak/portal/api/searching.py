"""Search that crosses languages: titles and terms whose words answer those asked, with the reasons."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import AfterValidator, Field

from ortak.mechanisms.presentation.parameters import Parameters
from ortak.portal.across import Across, find_across, guessed, languages
from ortak.portal.api.answers import as_json
from ortak.portal.api.forms import Form, Texts
from ortak.portal.api.parameters import LONGEST

router = Router(tags=["search"])


def _known(value: str) -> str:
    if value and value not in languages():
        raise ValueError(f"{value[:40]!r} is not known; valid are {', '.join(languages())}")
    return value


LanguageCode = Annotated[
    str, AfterValidator(_known), Field(max_length=80, json_schema_extra={"enum": ["", *languages()]})
]


class SearchAsked(Parameters):
    """What is looked for."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST, description="Words in any of the languages.")]
    lang: Annotated[LanguageCode, Field(description="The language of the words; else it is guessed.")] = ""
    within: Annotated[LanguageCode, Field(alias="in", description="Only titles and terms of this language.")] = ""


class TextFound(Form):
    language: str
    text: str
    why: list[str] = Field(description="Which word answered which, and how.")


class FoundAcross(Form):
    """A directive, a priority or a concept; `code` is that of the commitment or of the concept."""

    kind: Literal["vision", "term"]
    code: str
    page: str
    titles: Texts
    texts: list[TextFound] = Field(description="Its titles or terms that answer, other languages first.")


class SearchAnswer(Form):
    lang: str = Field(description="The language that the words were read in, as asked or guessed.")
    results: list[FoundAcross]


@router.get("/search", response=SearchAnswer, summary="Search across languages")
def search(request: HttpRequest, asked: Query[SearchAsked]) -> HttpResponse:
    """The best titles and terms, each thing once: a Turkish word finds the Kazakh title and the Uzbek term."""
    words = asked.q.strip()
    language = asked.lang or guessed(words)
    return as_json({"lang": language, "results": [_row(each) for each in find_across(words, language, asked.within)]})


def _row(found: Across) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "code": found.code,
        "page": found.address,
        "titles": dict(found.titles),
        "texts": [{"language": each.language, "text": each.text, "why": list(each.why)} for each in found.answers],
    }
