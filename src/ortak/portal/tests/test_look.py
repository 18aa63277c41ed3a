"""The stylesheet and the templates keep the rules of how Ortak looks: contrast, tokens, sizes, direction, weight, and
nothing from elsewhere."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory

from ortak.mechanisms.presentation.charts import LIGHT, SERIES
from ortak.portal import problems

SOURCES = Path(__file__).parents[2]
CSS = SOURCES / "portal" / "static" / "portal" / "ortak.css"
GROUNDS = ("paper", "sunk", "tint")
#: the least contrast of each token on every ground, light and dark, as the brief states it
LEAST = {
    "ink": (14.6, 11.5),
    "ink-2": (6.6, 7.0),
    "ink-3": (4.7, 5.1),
    "edge": (3.2, 3.4),
    "turq": (5.6, 7.7),
    "tile": (3.1, 4.8),
    "on": (3.1, 4.7),
    "done": (7.3, 8.9),
    "behind": (3.7, 6.1),
    "off": (6.2, 5.6),
    "none": (4.7, 5.1),
    "c1": (4.5, 5.0),
    "c2": (4.5, 5.0),
    "c3": (4.5, 5.0),
    "c4": (4.5, 5.0),
    "c5": (4.5, 5.0),
    "focus": (5.7, 7.9),
}
#: the stated contrasts are rounded to one decimal
ROUNDED = 0.06
#: never text
SHAPES = ("edge", "tile", "on", "behind", "off", "none", "done", "focus")
#: sides of the screen; `inline` and `block` turn with the script
PHYSICAL = re.compile(
    r"(?:^|[{;\s])((?:(?:margin|padding|border|inset|scroll-\w+)-)?(?:left|right|top|bottom)(?:-\w+)*|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:text-align|float|clear|justify-\w+)\s*:\s*(left|right)"
)


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def rules(css: str) -> Iterator[tuple[str, str, str]]:
    """Every rule as (the condition it stands in, selector, declarations)."""
    condition, depth, start = "", 0, 0
    for at, sign in enumerate(css):
        if sign == "{":
            head = css[start:at].strip()
            if head.startswith("@") and not head.startswith("@page"):
                condition = f"{condition} {head}".strip()
                start = at + 1
            else:
                end = css.index("}", at)
                yield condition, head, css[at + 1 : end]
            depth += 1
        elif sign == "}":
            depth -= 1
            start = at + 1
            if depth == 0:
                condition = ""


@pytest.fixture(scope="module")
def css() -> str:
    return without_comments(CSS.read_text(encoding="utf-8"))


def tokens(declarations: str) -> dict[str, str]:
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+)", declarations)}


def themes(css: str) -> tuple[Mapping[str, str], list[Mapping[str, str]]]:
    """The tokens of the light theme, and of the dark theme in each place that sets it."""
    light: dict[str, str] = {}
    dark = []
    for condition, selector, declarations in rules(css):
        if selector == ":root" and not condition:
            light |= tokens(declarations)
        elif "dark" in selector or "prefers-color-scheme: dark" in condition:
            dark.append(light | tokens(declarations))
    return light, dark


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_defines_it() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("token", LEAST)
def test_every_colour_keeps_its_contrast_on_every_ground(token: str, css: str) -> None:
    light, dark = themes(css)
    for theme, least in ((light, LEAST[token][0]), *((each, LEAST[token][1]) for each in dark)):
        worst = min(contrast(theme[token], theme[ground]) for ground in GROUNDS)
        assert worst >= least - ROUNDED, f"--{token}: {worst:.2f}:1"
        assert worst >= (3 if token in SHAPES else 4.5), f"--{token}: {worst:.2f}:1"


def test_a_button_is_readable(css: str) -> None:
    light, dark = themes(css)
    for theme in (light, *dark):
        assert contrast(theme["paper"], theme["turq"]) >= 4.5
        assert contrast(theme["paper"], theme["ink"]) >= 4.5


def test_dark_is_the_same_by_device_and_by_choice(css: str) -> None:
    by_device, by_choice = themes(css)[1]
    assert by_device == by_choice


def pages() -> list[Path]:
    found = [*SOURCES.rglob("templates/*/*.html"), *(SOURCES / "portal" / "api").glob("*.html")]
    assert len(found) > 20
    return sorted(found)


def drawn_in_python() -> list[Path]:
    return [SOURCES / "vision" / "matrix.py", SOURCES / "mechanisms" / "presentation" / "charts.py"]


def test_every_token_that_is_named_exists(css: str) -> None:
    light = themes(css)[0]
    texts = {CSS.name: css} | {path.name: path.read_text(encoding="utf-8") for path in (*pages(), *drawn_in_python())}
    for name, text in texts.items():
        unknown = set(re.findall(r"var\(--([\w-]+)", text)) - light.keys()
        assert not unknown, f"{name} names {unknown}"


def test_every_token_is_used(css: str) -> None:
    everything = css + "".join(path.read_text(encoding="utf-8") for path in (*pages(), *drawn_in_python()))
    unused = {name for name in themes(css)[0] if f"var(--{name})" not in everything}
    assert not unused


def test_colours_stand_in_tokens_alone(css: str) -> None:
    for condition, selector, declarations in rules(css):
        if not selector.startswith(":root"):
            assert not re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", declarations), f"{condition} {selector}"
    for path in pages():
        assert not re.search(
            r"(?:fill|stroke|color|style)=\"[^\"]*#[0-9a-fA-F]{3,8}", path.read_text(encoding="utf-8")
        ), path


def test_pictures_to_download_have_the_light_colours(css: str) -> None:
    light = themes(css)[0]
    assert {f"var(--{name[6:-1]})": light[name[6:-1]] for name in LIGHT} == LIGHT
    assert set(SERIES) <= LIGHT.keys()


def test_sizes_of_type_are_tokens(css: str) -> None:
    sizes = {name: value for name, value in themes(css)[0].items() if re.fullmatch(r"f\d+", name)}
    assert sorted(sizes) == ["f12", "f13", "f14", "f16", "f18", "f22", "f28", "f56"]
    for name, value in sizes.items():
        assert float(value[:-3]) * 16 == int(name[1:])
    allowed = re.compile(r"var\(--f\d+\)|inherit|0|1\.06em|13px")  # the last two: Arabic script; text within a drawing
    for condition, selector, declarations in rules(css):
        for size in re.findall(r"font-size:\s*([^;]+)", declarations):
            assert condition == "@media print" or allowed.fullmatch(size.strip()), f"{selector}: {size}"


def test_only_sides_that_turn_with_the_script(css: str) -> None:
    for condition, selector, declarations in rules(css):
        if found := PHYSICAL.search(declarations):
            pytest.fail(f"{condition} {selector}: {found[0].strip()}")
    for path in pages():
        if "templates" in path.parts:
            assert " style=" not in path.read_text(encoding="utf-8"), path


def test_the_stylesheet_stays_light() -> None:
    assert CSS.stat().st_size < 40_000


#: the one script: it saves a reload where a form answers while one types, and is shipped by a package of ours
HTMX = '<script src="{{ static("django_htmx/htmx-4.min.js") }}" defer>'


def test_nothing_loads_from_elsewhere(css: str) -> None:
    assert not re.search(r"https?:|@import|//[a-z]", css)
    loaded = re.compile(r"<(?:link|script|img|iframe|source|use|image)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//")
    for path in pages():
        text = path.read_text(encoding="utf-8")
        assert not loaded.search(text), path
        assert set(re.findall(r"<script[^>]*>", text)) <= {HTMX}, path


def classes_of_pages() -> set[str]:
    found: set[str] = set()
    for path in (*pages(), *drawn_in_python()):
        text = re.sub(r"\{%.*?%\}", " ", path.read_text(encoding="utf-8"))
        for names in re.findall(r"class=\"([^\"]*)\"", text):
            found |= set(re.findall(r"[a-zA-Z][\w-]*", re.sub(r"\{.*?\}+", " ", names)))
    return found


def test_pages_use_classes_that_the_stylesheet_knows(css: str) -> None:
    known = {name for _, selector, _ in rules(css) for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}
    known |= {"marks", "q", "g"}  # a drawing's own; a letter with its number
    assert classes_of_pages() <= known


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: problems.not_found(request, Exception()), 404),
        (lambda request: problems.refused(request, Exception()), 400),
        (problems.fault, 500),
    ],
)
def test_wrong_addresses_and_faults_have_pages_that_need_no_database(
    answer: object, status: int, language: str
) -> None:
    from django.utils import translation

    with translation.override(language):
        page = answer(RequestFactory().get(f"/{language}/nothing/"))  # type: ignore[operator]
    assert page.status_code == status
    text = page.content.decode()
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert "portal/ortak.css" in text


def test_a_fault_in_the_page_of_faults_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(problems, "render", broken)
    page = problems.fault(RequestFactory().get("/en/"))
    assert page.status_code == 500
    assert b"<h1>" in page.content
