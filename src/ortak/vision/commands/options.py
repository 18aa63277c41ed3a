"""Options that several verbs share, and how results are written."""

import json
from datetime import UTC, date, datetime, time
from typing import Any

import click

JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
LANGUAGE = click.option("--lang", "language", default="en", show_default=True, help="BCP 47 tag of the titles.")


class Moment(click.ParamType):
    """A day (the end of it, UTC) or a moment in ISO 8601."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            if len(value) == 10:
                return datetime.combine(date.fromisoformat(value), time.max, UTC)
            moment = datetime.fromisoformat(value)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except ValueError:
            self.fail(f"{value!r} is no date; write 2026-11-24 or 2026-11-24T12:00:00+00:00", param, ctx)


KNOWN_ON = click.option("--known-on", type=Moment(), metavar="DATE", help="What did we know on this day?")


def write_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def today() -> date:
    """The civil date in UTC: the engines get it as a parameter."""
    return datetime.now(UTC).date()
