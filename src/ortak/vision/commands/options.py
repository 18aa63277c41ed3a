"""Options that several verbs share, and how results are written."""

import json
from datetime import UTC, date, datetime
from typing import Any

import click

from ortak.vision.moments import NoMoment, moment_of

JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
LANGUAGE = click.option("--lang", "language", default="en", show_default=True, help="BCP 47 tag of the titles.")


class Moment(click.ParamType):
    """A day (the end of it, UTC) or a moment in ISO 8601; never one that is still to come."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return moment_of(str(value), today())
        except NoMoment as error:
            self.fail(str(error), param, ctx)


KNOWN_ON = click.option("--known-on", type=Moment(), metavar="DATE", help="What did we know on this day?")


def write_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def today() -> date:
    """The civil date in UTC: the engines get it as a parameter."""
    return datetime.now(UTC).date()
