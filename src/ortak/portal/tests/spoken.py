"""What a screen reader reads of a page, and in which language."""

from collections.abc import Iterator
from html.parser import HTMLParser

#: no text, or not of a language
NOT_READ = {"script", "style", "code", "title"}
VOID = {"br", "img", "input", "link", "meta", "use", "rect", "path", "circle", "hr", "stop", "line"}
#: what HTML closes by itself when the next of its kind begins
ALONE = {"li", "td", "th", "tr", "option", "p", "dt", "dd"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    @property
    def language(self) -> str:
        return next((language for _, language in reversed(self.open) if language), "")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._close_alone(tag)
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("lang") or ""))

    def _close_alone(self, tag: str) -> None:
        """A cell or a row that is written without its end."""
        siblings = {"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}}.get(tag, {tag} & ALONE)
        while self.open and self.open[-1][0] in siblings:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self.open]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not NOT_READ & {tag for tag, _ in self.open}:
            self.found.append((self.language, text))


def spoken(page: str) -> Iterator[tuple[str, str]]:
    """(language, text) of every piece of text of a page."""
    reader = _Reader()
    reader.feed(page)
    yield from reader.found
