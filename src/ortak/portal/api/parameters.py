"""Parameters that several operations share, and what is checked of them before anything is asked of the database."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.conf import settings
from ninja import Path
from pydantic import BeforeValidator, Field, WithJsonSchema

from ortak.vision.moments import moment_of

LONGEST = 200


def today() -> date:
    """The civil day, UTC."""
    return datetime.now(UTC).date()


def _moment(value: Any) -> datetime | None:
    """The end of a day, or a moment, UTC; never one that is still to come."""
    if value is None or isinstance(value, datetime):
        return value
    return moment_of(str(value).replace(" ", "+"), today())


def _language(value: Any) -> Any:
    known = [code for code, _ in settings.LANGUAGES]
    if value not in known:
        raise ValueError(f"{str(value)[:40]!r} is not a language of the titles; valid are {', '.join(known)}")
    return value


KnownOn = Annotated[
    datetime | None,
    BeforeValidator(_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}),
    Field(description="What was known at the end of this day, or at this moment? Without it: what is known now."),
]
Language = Annotated[
    str,
    BeforeValidator(_language),
    Field(
        description="BCP 47 tag of the titles; English where a title is not translated.",
        json_schema_extra={"enum": [code for code, _ in settings.LANGUAGES]},
    ),
]
Words = Annotated[str, Field(max_length=LONGEST, description="Only rows that have all these words.")]
Short = Annotated[str, Field(max_length=80)]
#: a code in the path
Code = Annotated[str, Path(max_length=80, description="Code, e.g. TRA-1 or PRI-35.")]
IndicatorCode = Annotated[str, Path(max_length=80, description="Code of an indicator.")]
