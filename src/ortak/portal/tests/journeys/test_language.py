"""Journeys through the language pages: what is typed is answered as it is typed, and by the button without a script."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_a_text_is_converted_while_it_is_typed(page: Any) -> None:
    page.goto("/en/language/")
    page.locator("select[name=from]").select_option("kk-Cyrl")
    page.locator("select[name=to] option[value=kk-Latn]").wait_for(state="attached")
    page.locator("select[name=to]").select_option("kk-Latn")
    page.locator("textarea[name=text]").fill("Жұлдыз")
    page.locator("output", has_text="Jūldyz").wait_for()
    page.wait_for_url("**/language/?from=kk-Cyrl&to=kk-Latn&text=*")
    assert page.locator("textarea[name=text]").input_value() == "Жұлдыз"
    page.get_by_role("heading", name="Which rule decided").wait_for()
    page.reload()
    assert page.locator("output").inner_text() == "Jūldyz"
    page.get_by_role("link", name="Convert this back").click()
    page.locator("output", has_text="Жұлдыз").wait_for()


def test_only_alphabets_of_the_language_are_offered(page: Any) -> None:
    page.goto("/en/language/")
    page.locator("select[name=from]").select_option("kk-Cyrl")
    page.locator("select[name=to] option[value=kk-Arab]").wait_for(state="attached")
    assert page.locator("select[name=to] option[value=uz-Latn]").count() == 0
    page.locator("select[name=to]").select_option("kk-Arab")
    page.locator("#terminal", has_text="--from kk-Cyrl --to kk-Arab").wait_for()


def test_a_text_that_is_too_long_is_said_and_not_cut(page: Any) -> None:
    page.goto("/en/language/")
    page.locator("textarea[name=text]").fill("а" * 5_001)
    page.get_by_role("alert").filter(has_text="the text has 5,001 signs").wait_for()


def test_a_line_is_identified_while_it_is_typed(page: Any) -> None:
    page.goto("/en/language/identify/")
    page.locator("textarea[name=text]").fill("Hava bugün çok güzel")
    page.locator("#found tbody tr", has_text="Hava bugün çok güzel").wait_for()
    page.locator("textarea[name=text]").fill("Аба ырайы бүгүн абдан жакшы")
    page.locator("#found tbody tr", has_text="Аба ырайы").wait_for()


def test_a_text_is_converted_without_a_script(browser: Any, served: Any) -> None:
    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/language/")
    page.locator("textarea[name=text]").fill("цирк")
    page.get_by_role("button", name="Convert the text").click()
    assert page.locator("output").inner_text() == "sirk"
    context.close()
