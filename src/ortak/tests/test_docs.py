"""The documentation is enforced: what it tells to type exists, what it links to is there, every setting and verb is
told."""

import re
import shlex
from pathlib import Path

import click
import pytest

from ortak.cli import cli

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = {page: page.read_text(encoding="utf-8") for page in PAGES if page.is_file()}


def commands() -> list[tuple[str, str]]:
    """Every `ortak VERB ...` in a code span or an indented block, with the page it stands on."""
    found = set()
    for page, text in TEXT.items():
        spans = re.findall(r"`((?:\./)?ortak [^`]+)`", text)
        blocks = re.findall(r"^    (?:echo .* \| |DATABASE_URL=\S+ |ORTAK_\S+ )*((?:\./)?ortak .+)$", text, re.M)
        found |= {(page.name, re.split(r" {2,}| \| ", command)[0]) for command in spans + blocks}
    return sorted(found)


@pytest.mark.parametrize(("page", "line"), commands())
def test_a_command_in_the_docs_exists_with_its_options(page: str, line: str) -> None:
    words = shlex.split(line.replace("...", "").replace("<area>", "language"))[1:]
    command: click.Command = cli
    context = click.Context(cli, info_name="ortak")
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        if words[0] == "VERB":
            return
        found = command.get_command(context, words[0])
        assert found is not None, f"{page}: `{line}` names a verb that does not exist: {words[0]}"
        command, context, words = found, click.Context(found, info_name=words[0], parent=context), words[1:]
    options = {name for parameter in command.get_params(context) for name in parameter.opts}
    for word in words if not command.context_settings.get("ignore_unknown_options") else ():
        if re.match(r"--\w", word):
            assert word.partition("=")[0] in options, f"{page}: `{line}` has an option that does not exist: {word}"


@pytest.mark.parametrize("page", TEXT, ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", TEXT[page]):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_verb_is_told_somewhere() -> None:
    everything = " ".join(TEXT.values())
    hidden = {"bench", "lock", "manage", "help"}
    for name in cli.list_commands(click.Context(cli)):
        if name not in hidden:
            assert re.search(rf"ortak {re.escape(name)}\b", everything), f"no page tells of `ortak {name}`"


def test_every_setting_from_outside_is_told() -> None:
    source = (ROOT / "src/ortak/portal/environment.py").read_text() + (
        ROOT / "src/ortak/portal/settings.py"
    ).read_text()
    told = TEXT[ROOT / "docs" / "run-at-scale.md"]
    for name in set(re.findall(r'"(ORTAK_[A-Z]+|DATABASE_URL)"', source)) - {"ORTAK_DEBUG"}:
        assert f"`{name}`" in told, f"docs/run-at-scale.md does not tell of {name}"
