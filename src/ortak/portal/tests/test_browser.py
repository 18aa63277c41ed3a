"""In a real browser: from the board down to a source, with and without JavaScript, on a phone, in the dark, by axe."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "/en/",
    "/en/board/",
    "/en/vision/TRA-5/",
    "/en/areas/transport/",
    "/en/states/KZ/",
    "/en/indicators/",
    "/en/evidence/",
    "/en/acts/",
    "/en/what-ifs/",
    "/en/participants/",
    "/en/method/",
    "/en/sources/",
    "/en/search/?q=corridor",
    "/tr/",
    "/tr/board/",
]


@pytest.fixture(scope="module", params=["light", "dark"])
def wide(browser: Any, served: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    size = {"width": 1440, "height": 900}
    context = browser.new_context(base_url=served.url, color_scheme=request.param, viewport=size)
    page = context.new_page()
    page.scheme = request.param
    yield page
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Any, served: Any) -> Iterator[Any]:
    context = browser.new_context(base_url=served.url, viewport={"width": 390, "height": 844}, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(wide: Any, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    assert wide.goto(address).status == 200
    # in the dark only colours differ
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    options |= {"runOnly": ["color-contrast"]} if wide.scheme == "dark" else {}
    violations = Axe().run(wide, options=options).response["violations"]
    found = [{v["id"]: [node["html"][:120] for node in v["nodes"][:3]]} for v in violations]
    assert found == [], json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_shows_the_page_without_scrolling_sideways(phone: Any, address: str) -> None:
    phone.goto(address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("address", PAGES)
def test_the_console_stays_quiet(page: Any, address: str) -> None:
    """A blocked style, a missing file or an error in a script would be said there."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    assert said == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_board_down_to_a_source(browser: Any, served: Any, scripts: bool) -> None:
    context = browser.new_context(base_url=served.url, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/en/")
    page.get_by_role("navigation").get_by_role("link", name="Board").first.click()
    page.get_by_role("link", name="TRA-5", exact=True).first.click()
    assert page.url.endswith("/en/vision/TRA-5/")
    page.locator("main a[href*='/evidence/']").first.click()
    source = page.locator("main a[href^='http']").first
    assert source.is_visible()
    context.close()
