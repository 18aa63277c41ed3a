"""Markup: text is converted, everything else is the same bytes."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.language.scripts import Lexicon, UnknownMarkup, convert_markup, converter, text_only

UZ = converter("uz-Cyrl", "uz-Latn")
PAGE = """<!DOCTYPE html><!-- ш --><html lang="uz-Cyrl"><head><title>Шаҳар &mdash; ш</title>
<style>.ш { content: "ш" }</style><script>if ("ш" < 1) { document.write("<b>ш</b>") }</script></head>
<body><p class='ш' title="ш>ш">Об<b>ъе</b>кт <i>Ш</i>аҳар, <a href="/шаҳар?ш=ш&amp;я">ш</a><br/>
<pre>ш <code>ш</code> ш</pre> <code>ш</code> ш <span translate="no">ш <span>ш</span> ш</span> ш <img alt="ш"> 1 < 2 ш
"""


class Texts(HTMLParser):
    """What another reader of HTML takes for text, for tags, and for references."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self.rest: list[object] = []
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rest.append((self.get_starttag_text(), attrs))

    def handle_endtag(self, tag: str) -> None:
        self.rest.append(tag)

    def handle_comment(self, data: str) -> None:
        self.rest.append(data)

    def handle_entityref(self, name: str) -> None:
        self.rest.append(name)


def test_a_page() -> None:
    converted = convert_markup(PAGE, UZ, "html")
    before, after = Texts(PAGE), Texts(converted)
    assert after.rest == before.rest
    text = "".join(after.texts)
    assert "Shahar" in text and "Obyekt Shahar, sh" in text and "1 < 2 sh" in text
    assert "sh" not in "".join(re.findall(r"<(?:style|script|pre).*?</(?:style|script|pre)>", converted, re.DOTALL)[:2])
    assert converted.count("ш") == PAGE.count("ш") - 5


MARKDOWN = """---
title: ш
---
# Шаҳар {#ш}

Матн `ш` ва ``ш ` ш`` ва [шаҳар](http://ш/ш "ш") ва [ш][бир] ва ![ш](ш.png) ва <b title="ш">ш</b>аҳар <http://ш> https://ш/ш.

~~~
ш
~~~

    ш

$ш + 1$ ва \\$5 ш ва 3 $ ш

[бир]: http://ш "ш"
```
ш
"""


def test_a_markdown_text() -> None:
    converted = convert_markup(MARKDOWN, UZ, "markdown")
    assert converted.startswith(
        '---\ntitle: ш\n---\n# Shahar {#ш}\n\nMatn `ш` va ``ш ` ш`` va [shahar](http://ш/ш "ш")'
    )
    assert 'va [sh][бир] va ![sh](ш.png) va <b title="ш">sh</b>ahar <http://ш> https://ш/ш.' in converted
    assert "~~~\nш\n~~~\n\n    ш\n\n$ш + 1$ va \\$5 sh va 3 $ sh\n\n[бир]: http://ш" in converted
    assert converted.endswith("```\nш\n")


SIGNS = st.text(st.sampled_from("<>/ab=\"'&;!-[]()`~*_$#\n еШшц \t{}:."), max_size=80)


@given(SIGNS, st.sampled_from(["html", "markdown"]))
def test_any_text(text: str, markup: str) -> None:
    """No letter is lost, and what is not text stays."""
    converted = convert_markup(text, UZ, markup)
    kept = [other for one, other in zip(text, text_only(text, markup), strict=True) if one == other or one.isspace()]
    assert len(kept) <= len(text)
    ascii_only = str.maketrans("", "", "abeshtyABEHSTY \n\tеШшц")
    assert converted.translate(ascii_only) == text.translate(ascii_only)


@given(st.text(st.sampled_from("еШшц \nab"), max_size=40))
def test_text_without_markup_is_converted_as_text(text: str) -> None:
    assert convert_markup(text, UZ, "html") == UZ(text)


def test_a_lexicon_within_markup() -> None:
    lexicon = Lexicon(converter("uz-Latn", "uz-Cyrl"), {"sirk": "цирк"})
    page = "<p>Sirk <code>sirk</code>"
    assert convert_markup(page, converter("uz-Latn", "uz-Cyrl"), "html", lexicon.pieces) == "<p>Цирк <code>sirk</code>"


def test_unknown_markup() -> None:
    with pytest.raises(UnknownMarkup, match="valid are html, markdown"):
        convert_markup("", UZ, "rst")


@pytest.mark.parametrize(
    "text", ["<a " * 20_000, '<a "' * 20_000, "<!--" * 50_000, "`" * 50_000, "[" * 50_000, "$ " * 50_000]
)
def test_broken_markup_takes_no_longer_than_it_is_long(text: str) -> None:
    assert len(convert_markup(text, UZ, "html")) == len(text)
    assert len(convert_markup(text, UZ, "markdown")) == len(text)
