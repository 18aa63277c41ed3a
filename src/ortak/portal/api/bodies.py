"""Bodies of requests: JSON in UTF-8 (RFC 8259), and said to be that."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from ortak.portal.api.problems import OtherMedia

MEDIA_TYPE = "application/json"


class JsonInUtf8(Parser):
    """Reads the body of an operation that takes one."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as data. Raises `OtherMedia` for what says that it is something else."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if request.content_type != MEDIA_TYPE or charset.lower() not in ("utf-8", "utf8"):
            given = request.headers.get("Content-Type", "")[:80] or "nothing"
            raise OtherMedia(f"The body is said to be {given!r}; valid is {MEDIA_TYPE}, in UTF-8.")
        return json.loads(request.body.decode("utf-8-sig"))
