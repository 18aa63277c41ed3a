"""Journeys in a real browser: from the vision down to a source with the mouse, with the keyboard and without a script,
and what stays as it is when the language, the colours or the page change."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SOURCES = Path(__file__).parents[4]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def reader(browser: Any, served: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    context = browser.new_context(base_url=served.url, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def explained(served: Any) -> Any:
    """`ortak explain CODE --json` on the data of the served portal."""

    def explain(code: str) -> dict[str, Any]:
        environment = {**os.environ, "PYTHONPATH": str(SOURCES), "ORTAK_HOME": str(served.home)}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "ortak", "explain", code, "--json"]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return explain


def codes(page: Any) -> list[str]:
    page.wait_for_load_state()  # what is read at once is not waited for
    found: list[str] = page.locator(".board tbody td.cd").all_inner_texts()
    return found


def filter_area(page: Any, area: str) -> None:
    page.get_by_label("Area").select_option(area)
    page.get_by_role("button", name="Show").click()


def test_from_the_vision_down_to_the_source_of_an_act(reader: Any, explained: Any) -> None:
    reader.goto("/en/")
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Board").click()
    assert len(codes(reader)) == 123
    filter_area(reader, "transport")
    assert {code.partition("-")[0] for code in codes(reader)} == {"TRA"}

    row = reader.locator(".board tbody tr", has=reader.get_by_role("link", name="TRA-5", exact=True))
    row.get_by_role("link", name=re.compile("^KZ ")).click()
    assert reader.url.endswith("/en/vision/TRA-5/#KZ")
    assert reader.locator("#KZ").get_by_role("link", name="Kazakhstan").is_visible()

    act = reader.locator("#required a[href*='/evidence/']").first
    title, identity = act.inner_text(), act.get_attribute("href").rstrip("/").rpartition("/")[2]
    act.click()
    assert reader.get_by_role("heading", level=1).inner_text() == title
    source = reader.locator(".chain li", has_text="Source").first.get_by_role("link")

    told = [act for item in explained("TRA-5")["items"] for act in item["acts"] if act["id"] == identity]
    assert source.get_attribute("href") == told[0]["source"]["address"]
    assert source.inner_text() == told[0]["source"]["title"]


def test_from_a_figure_on_the_board_to_its_document(reader: Any, explained: Any) -> None:
    reader.goto("/en/board/?area=energy")
    row = reader.locator(".board tbody tr", has=reader.get_by_role("link", name="ENE-3", exact=True))
    figure = row.locator("td.fig a")
    shown = figure.inner_text()
    figure.click()
    assert reader.url.endswith("/en/vision/ENE-3/#figure")
    assert shown.startswith(reader.locator(".fig-n").inner_text().split()[0])
    document = reader.locator("#figure .chain li", has_text="Document").first.get_by_role("link").first

    chain = explained("ENE-3")
    item = next(item for item in chain["items"] if item["figures"])
    addresses = {figure["latest"]["source"]["address"] for figure in item["figures"].values()}
    assert document.get_attribute("href") in addresses


def test_a_chart_leads_to_its_table(reader: Any) -> None:
    reader.goto("/en/vision/ENE-3/")
    assert reader.locator("#trend svg.chart.wide").is_visible()
    reader.locator("#trend").get_by_role("link", name="Table").click()
    assert reader.url.endswith("#table")
    assert reader.locator("#table tbody tr").count() > 5


def test_words_are_found_from_the_head_of_any_page(reader: Any) -> None:
    reader.goto("/en/method/")
    field = reader.get_by_role("searchbox", name="Search directives, indicators and facts")
    field.fill("corridor")
    field.press("Enter")
    assert "corridor" in reader.get_by_role("heading", level=1).inner_text()
    assert reader.locator("main .list li").count() > 3


def focused(page: Any) -> dict[str, Any]:
    """What has the focus: its name, whether it can be seen, and how it is marked."""
    found: dict[str, Any] = page.evaluate(
        """() => {
            const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
            return {name: (e.getAttribute('aria-label') || e.textContent).trim(), tag: e.tagName,
                seen: box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight,
                outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)};
        }"""
    )
    return found


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(page: Any) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/en/board/?area=energy")
    names = []
    for _ in range(20):
        page.keyboard.press("Tab")
        now = focused(page)
        assert now["seen"], now
        assert now["outline"] >= 2, now
        names.append(now["name"])
    assert names[:4] == ["Skip to the content", "Ortak", "Vision", "Board"]
    assert names[10] == "Search directives, indicators and facts"
    assert names[11].startswith("English")
    assert "Download CSV" in names


def test_the_skip_link_leads_past_the_navigation(page: Any) -> None:
    page.goto("/en/board/?area=energy")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_menus_open_and_close_with_the_keyboard(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/en/vision/TRA-5/")
    menu = page.locator("details.menu.all > summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page)["name"] == "Vision"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/board/")
    page.keyboard.press("Tab")
    search = page.get_by_role("searchbox", name="Find in the board")
    search.focus()
    page.keyboard.type("corridor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/board/?q=corridor*")
    assert 0 < len(codes(page)) < 123


def test_another_language_is_the_same_page(page: Any) -> None:
    page.goto("/en/board/?area=energy&order=known")
    page.locator("details.lang > summary").click()
    page.locator("details.lang").get_by_role("link", name="Türkçe").click()
    assert page.url.endswith("/tr/board/?area=energy&order=known")
    assert page.locator("html").get_attribute("lang") == "tr"
    assert page.get_by_role("heading", level=1).inner_text() == "Pano"
    page.goto("/tr/vision/TRA-5/")
    page.locator("footer").get_by_role("link", name="English").click()
    assert page.url.endswith("/en/vision/TRA-5/")


def test_a_language_that_is_not_complete_says_so(page: Any) -> None:
    page.goto("/kk/vision/TRA-5/")
    assert "Not yet translated" in page.locator("aside.sample").inner_text()
    page.goto("/tr/vision/TRA-5/")
    assert page.locator("aside.sample").count() == 0


def ground(page: Any) -> str:
    found: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return found


def test_chosen_colours_stay_and_so_does_the_page(page: Any) -> None:
    page.goto("/en/board/?area=energy")
    light = ground(page)
    page.locator("footer").get_by_role("link", name="dark").click()
    assert page.url.endswith("/en/board/?area=energy")
    dark = ground(page)
    assert dark != light
    page.goto("/en/vision/TRA-5/")
    assert ground(page) == dark
    page.emulate_media(color_scheme="dark")
    page.locator("footer").get_by_role("link", name="light", exact=True).click()
    assert ground(page) == light
    page.locator("footer").get_by_role("link", name="as on this device").click()
    assert ground(page) == dark


def test_back_and_forward_keep_the_filters(page: Any) -> None:
    page.goto("/en/board/")
    filter_area(page, "energy")
    energy = codes(page)
    page.get_by_role("link", name=energy[0], exact=True).click()
    page.go_back()
    assert codes(page) == energy
    assert page.get_by_label("Area").input_value() == "energy"
    page.go_back()
    assert len(codes(page)) == 123
    page.go_forward()
    assert codes(page) == energy
    page.get_by_role("link", name=re.compile("Energy ×")).click()
    assert len(codes(page)) == 123


def test_a_column_sorts_and_turns_round(page: Any) -> None:
    page.goto("/en/board/?area=energy")
    page.locator(".board thead").get_by_role("link", name="Known").click()
    assert page.locator(".board thead th[aria-sort]").get_attribute("aria-sort") == "ascending"
    first = codes(page)
    page.locator(".board thead").get_by_role("link", name="Known").click()
    assert page.locator(".board thead th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert sorted(codes(page)) == sorted(first)


def test_the_download_holds_the_rows_of_the_page(page: Any) -> None:
    page.goto("/en/board/?area=health&order=known")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download CSV").first.click()
    with open(downloading.value.path(), encoding="utf-8", newline="") as file:
        assert [row["code"] for row in csv.DictReader(file)] == codes(page)


def test_scripts_written_into_a_page_do_not_run(page: Any) -> None:
    answer = page.goto("/en/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    blocked = page.evaluate(
        """() => new Promise(resolve => {
            addEventListener('securitypolicyviolation', event => resolve([window.ran, event.effectiveDirective]));
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.head.append(script);
            setTimeout(() => resolve([window.ran, 'nothing']), 2000);
        })"""
    )
    assert blocked == [None, "script-src-elem"]


def test_paper_shows_the_tiles_and_not_the_shell(page: Any) -> None:
    page.goto("/en/board/?area=energy")
    page.emulate_media(media="print", color_scheme="dark")
    tiles = page.locator(".board td[class^=q] svg")
    assert tiles.count() == 35
    assert all(box["width"] >= 9 for box in (tiles.nth(at).bounding_box() for at in range(5)))
    assert page.locator(".board thead th", has_text="KZ").is_visible()
    assert not page.locator("header.top").is_visible()
    assert not page.locator("form.tools").is_visible()
    assert ground(page) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert page.locator("footer", has_text="independent software").is_visible()


def test_forced_colours_keep_every_tile_apart_from_the_ground(browser: Any, served: Any) -> None:
    context = browser.new_context(base_url=served.url, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto("/en/board/?area=energy")
    tokens = page.evaluate(
        """() => ['paper', 'done', 'on', 'behind', 'off', 'none', 'c1'].map(
            name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim())"""
    )
    assert tokens == ["Canvas", *["CanvasText"] * 6]
    context.close()


OF_EACH_SHAPE = ("/en/", "/en/board/?area=energy", "/tr/vision/ENE-3/", "/en/evidence/?code=TRA-5")


def test_text_twice_as_large_fits(browser: Any, chromium: str, served: Any) -> None:
    large = browser.browser_type.launch(
        executable_path=chromium, args=["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    )
    for width in (1440, 390):
        page = large.new_page(base_url=served.url, viewport={"width": width, "height": 844})
        for address in OF_EACH_SHAPE:
            page.goto(address)
            assert page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, address)
        page.close()
    large.close()


def test_right_to_left_turns_the_page_and_not_the_charts(page: Any) -> None:
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for address in OF_EACH_SHAPE:
            page.goto(address)
            page.evaluate("document.documentElement.dir = 'rtl'")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, address)
            brand = page.locator("a.brand").bounding_box()
            assert brand["x"] > width / 2
    page.goto("/en/vision/ENE-3/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.locator("svg.chart.narrow").evaluate("chart => getComputedStyle(chart).direction") == "ltr"
