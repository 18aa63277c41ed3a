"""Every kind of page in a real browser: clean by axe in light and dark, on a phone of 320 px, with few sizes of type,
its first row on the first screen, and nothing loaded from elsewhere."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

#: kind of page: its address, and what must be seen on the first screen
PAGES = {
    "home": ("/en/", ".mosaic tbody tr"),
    "home in Turkish": ("/tr/", ".mosaic tbody tr"),
    "board": ("/en/board/?area=energy", ".board tbody tr:not(.area)"),
    "directive with a figure": ("/en/vision/ENE-3/", ".fig-n"),
    "directive with acts": ("/en/vision/TRA-5/", ".verdict"),
    "priority with a what-if": ("/en/vision/PRI-35/", ".verdict"),
    "priorities": ("/en/priorities/", ".board tbody tr"),
    "areas": ("/en/areas/", ".mosaic tbody tr"),
    "area": ("/en/areas/energy/", ".board tbody tr:not(.area)"),
    "states": ("/en/states/", ".list li"),
    "state": ("/en/states/KG/", ".mosaic tbody tr"),
    "indicators": ("/en/indicators/?area=energy", "tbody tr"),
    "indicator": ("/en/indicators/EMBER_ELEC_FOSSIL_SH/", "svg.chart"),
    "indicator with outlook": ("/en/indicators/EMBER_ELEC_FOSSIL_SH/?of=KZ", "svg.chart"),
    "indicator of pairs": ("/en/indicators/DOTS_MATRIX/", "tbody tr"),
    "acts on record": ("/en/evidence/?code=TRA-5", "tbody tr"),
    "figures on record": ("/en/evidence/?kind=figures&code=TRA-1", "tbody tr"),
    "row of evidence": ("first of /en/evidence/", ".chain li"),
    "acts in force": ("/en/acts/", "tbody tr"),
    "what-ifs": ("/en/what-ifs/", ".gain"),
    "what-if": ("/en/what-ifs/language.common_alphabet/", "tbody tr"),
    "participants": ("/en/participants/", "tbody tr"),
    "method": ("/en/method/", "main p"),
    "sources": ("/en/sources/", "tbody tr"),
    "data": ("/en/data/", "main a"),
    "search": ("/en/search/?q=corridor", "main .list li"),
    "search without a result": ("/en/search/?q=zzzz", "main p"),
    "tools": ("/en/tools/", "main .list li"),
    "converter": ("/en/language/", "textarea"),
    "identify": ("/en/language/identify/", "textarea"),
    "network": ("/en/transport/network/?corridor=btk", ".map svg"),
    "leg": ("/en/transport/network/kz-kuryk--az-alat--ferry/", "tbody tr"),
    "pipelines": ("/en/energy/pipelines/?without=north-caucasus", ".map svg"),
    "pipe": ("/en/energy/pipelines/btc/", "tbody tr"),
    "alphabets": ("/en/language/alphabets/", "tbody tr"),
    "air links": ("/en/transport/air/", "tbody tr"),
    "air links of a state": ("/en/transport/air/?state=HU&one=TAS&other=ASB", "tbody tr"),
    "air routes": ("/en/transport/air/routes/?state=KG", "tbody tr"),
    "board in Turkish": ("/tr/board/?area=energy", ".board tbody tr:not(.area)"),
    "directive in Kyrgyz": ("/ky/vision/ENE-3/", ".verdict"),
    "operations of the API": ("/api/v1/docs", "main p"),
    "wrong filter": ("/en/board/?status=great", "main p"),
    "wrong code": ("/en/vision/TRA-55/", "main p"),
    "wrong address": ("/en/nothing/", "main p"),
}
ANSWERS = {"wrong filter": 400, "wrong code": 404, "wrong address": 404}
SIZES = """() => {
    const found = new Map();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const node = texts.currentNode, holder = node.parentElement, style = getComputedStyle(holder);
        const range = document.createRange();
        range.selectNodeContents(node);
        const hidden = !node.textContent.trim() || !range.getBoundingClientRect().width
            || style.visibility !== 'visible' || holder.closest('.vh, .skip, .board td b')
            || !parseFloat(style.fontSize);
        if (!hidden) {
            const table = holder.closest('table') ? 'table' : 'page';
            found.set(table + ' ' + parseFloat(style.fontSize), node.textContent.trim().slice(0, 40));
        }
    }
    return [...found];
}"""

SHORTEN = """() => {
    for (const list of document.querySelectorAll('tbody, ul, ol'))
        for (const row of [...list.children].slice(12)) row.remove();
}"""


class Visit:
    """A page that was opened once, with what it said and asked for while it opened."""

    def __init__(self, page: Any, kind: str, origin: str) -> None:
        self.page, self.said, self.asked = page, [], []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        address, self.first = PAGES[kind]
        if address.startswith("first of "):
            page.goto(address.removeprefix("first of "))
            address = page.locator("tbody th a").first.get_attribute("href")
        self.status = page.goto(address).status
        self.origin = origin

    def strangers(self) -> list[str]:
        return [url for url in self.asked if urlsplit(url).netloc != urlsplit(self.origin).netloc]


@pytest.fixture(scope="module")
def context(browser: Any, served: Any) -> Iterator[Any]:
    found = browser.new_context(base_url=served.url, viewport={"width": 1440, "height": 900})
    yield found
    found.close()


def violations(page: Any, **options: Any) -> str:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    told = [{each["id"]: [node["html"][:160] for node in each["nodes"][:3]]} for each in found]
    return json.dumps(told, indent=1, ensure_ascii=False) if told else ""


def check_sizes(page: Any) -> None:
    """At most six sizes of type on a page and three in its tables, none below 12 px."""
    found = {tuple(key.split()): text for key, text in page.evaluate(SIZES)}
    sizes = {float(size) for _, size in found}
    assert min(sizes) >= 12, found
    assert len(sizes) <= 6, found
    assert len({float(size) for place, size in found if place == "table"}) <= 3, found


def check_first_screen(page: Any, first: str) -> None:
    height = page.viewport_size["height"]
    tops = [box["y"] for each in page.locator(first).all()[:4] if (box := each.bounding_box())]
    assert tops, f"no {first}"
    assert min(tops) < height - 20, f"{first} begins at {min(tops):.0f} of {height} px"


def check_width(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"scrolls sideways at {width} px"


def check_charts(page: Any) -> None:
    """One drawing is shown at every width, and never scaled below .9 or above 1.1."""
    for width in (1440, 1024, 768, 390, 360, 320):
        page.set_viewport_size({"width": width, "height": 844})
        shown = [chart for chart in page.locator("svg.chart").all() if chart.is_visible()]
        assert len(shown) == 1, width
        scale = shown[0].bounding_box()["width"] / float(shown[0].get_attribute("width"))
        assert 0.89 <= scale <= 1.11, f"{scale:.2f} at {width} px"


@pytest.mark.parametrize("kind", PAGES)
def test_a_kind_of_page(kind: str, context: Any, served: Any) -> None:
    page = context.new_page()
    visit = Visit(page, kind, served.url)
    expected = ANSWERS.get(kind, 200)
    assert visit.status == expected
    # the browser itself says that a page answers 404; nothing else is said, and no policy is violated
    assert [text for text in visit.said if f"status of {expected}" not in text] == []
    assert visit.strangers() == []
    assert page.locator("h1").count() == 1
    assert page.locator(".btn").count() <= 1, "one filled button"
    assert violations(page) == ""
    check_sizes(page)
    check_first_screen(page, visit.first)
    page.set_viewport_size({"width": 390, "height": 844})
    check_sizes(page)
    check_first_screen(page, visit.first)
    check_width(page, 320)
    check_width(page, 1024)
    if page.locator("svg.chart").count():
        check_charts(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="dark")
    page.evaluate(SHORTEN)  # rows have the colours of the first ones
    assert violations(page, runOnly=["color-contrast"]) == ""
    page.close()


@pytest.mark.parametrize(("address", "width"), [("/en/", 1440), ("/tr/", 1100), ("/ky/", 1024), ("/en/", 320)])
def test_the_head_of_the_whole_board_stays_in_sight(address: str, width: int, context: Any) -> None:
    """The codes of the members stay at the top and the row of the area right under them, nothing showing between."""
    page = context.new_page()
    page.goto(f"{address}board/")
    check_width(page, width)
    page.evaluate("scrollTo(0, 3000)")
    page.wait_for_timeout(50)
    codes = page.locator(".board thead th.ac").last.bounding_box()
    area = max(box["y"] for each in page.locator(".board .area th").all() if (box := each.bounding_box())["y"] < 100)
    assert codes["y"] < 40
    assert codes["y"] + codes["height"] >= area - 1.5
    page.close()
