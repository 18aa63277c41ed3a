"""The pictures of the documentation, taken from a running portal.

ortak run &
python -m ortak.portal.tests.pictures                          # of http://127.0.0.1:8000
python -m ortak.portal.tests.pictures http://127.0.0.1:8080
"""

import os
import shutil
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[4] / "docs" / "pictures"
#: name: address, and the size of the window
PICTURES = {
    "board": ("/en/board/", (1440, 860)),
    "home": ("/en/", (1440, 1000)),
    "phone": ("/en/board/", (390, 844)),
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def take(server: str, folder: Path = FOLDER) -> list[Path]:
    """Take every picture, in the light colours, and answer with the files. Needs playwright and a Chromium."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, (address, (width, height)) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
            answer = page.goto(server.rstrip("/") + address)
            if answer is None or not answer.ok:
                raise SystemExit(f"{server}{address} does not answer with a page")
            taken.append(folder / f"{name}.png")
            page.screenshot(path=taken[-1])
            page.close()
        browser.close()
    return taken


def main(arguments: list[str]) -> int:
    if len(arguments) > 1:
        sys.stderr.write("usage: python -m ortak.portal.tests.pictures [ADDRESS]\n")
        return 2
    for path in take(arguments[0] if arguments else "http://127.0.0.1:8000"):
        sys.stdout.write(f"{path} ({path.stat().st_size // 1024} KB)\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
