"""The strings of the interface in every language: found in the code, kept in `locale/`, compiled for Django.

    python -m ortak.portal.messages extract    bring the catalogues up to date with the code
    python -m ortak.portal.messages compile    make the .mo files that Django reads

Needs no gettext programs. A translator writes in `locale/<language>/LC_MESSAGES/django.po` between the two steps.
English is the language of the code. Turkish is complete. The other languages hold the fixed terms of the vision's
glossary, so that the words of the board are the reader's, and what search across languages says; the rest falls back to
English, and the page says so."""

import ast
import csv
import json
import sys
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[1]
LOCALE = Path(__file__).parent / "locale"
GLOSSARY = ROOT / "vision" / "data" / "glossary.csv"

COMPLETE = ("tr",)
PARTLY = ("az", "kk", "ky", "uz", "ru")
#: what is translated in every language: who finds a text of a neighbour reads why
EVERYWHERE = {"ortak/portal/across.py", "ortak/portal/templates/portal/across.html"}
#: after CLDR; Turkish as Django writes it, where none is like one
PLURALS = {
    "tr": "nplurals=2; plural=(n > 1);",
    "az": "nplurals=2; plural=(n != 1);",
    "kk": "nplurals=2; plural=(n != 1);",
    "ky": "nplurals=2; plural=(n != 1);",
    "uz": "nplurals=2; plural=(n > 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATES = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
#: other forms of a fixed term that the interface uses
ALSO = {"what-ifs": "what-if", "what if": "what-if"}
#: not part of the interface
LEFT_OUT = {"tests", "migrations"}
#: a fixed moment, so that the same catalogue always gives the same file
MADE = datetime(2021, 11, 12, tzinfo=UTC)

Key = tuple[str | None, str | tuple[str, ...]]


def extracted() -> Catalog:
    """Every message of the code: calls in Python and in templates, and the texts of the engines."""
    found = Catalog()
    for path in _files():
        for _, message, comments, context in _calls(path):
            found.add(message, auto_comments=comments, context=context, locations=[(_name(path), 1)])
    for module, text in _engine_texts():
        comment = "From an engine, never a format: a % stands for itself."
        found.add(text, auto_comments=[comment], locations=[(module, 1)])
    return found


def _files() -> list[Path]:
    found = [*ROOT.rglob("*.py"), *ROOT.rglob("templates/*/*.html")]
    return sorted(path for path in found if not LEFT_OUT & set(path.relative_to(ROOT).parts))


def _name(path: Path) -> str:
    return path.relative_to(ROOT.parent).as_posix()


def _calls(path: Path) -> Iterator[Any]:
    method: Any = babel_extract if path.suffix == ".html" else _python_calls
    with path.open("rb") as file:
        yield from extract(method, file, KEYWORDS, options=TEMPLATES)


def _python_calls(
    file: IO[bytes], keywords: Collection[str], comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Calls of translating functions, also in f-strings, where Babel's own reader looks only from Python 3.12 on."""
    calls = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(call.func, ast.Name) and call.func.id in keywords:
            given = (argument.value if isinstance(argument, ast.Constant) else None for argument in call.args)
            yield call.lineno, call.func.id, tuple(text if isinstance(text, str) else None for text in given), []


def _engine_texts() -> Iterator[tuple[str, str]]:
    """Sentences that engines choose by a rule, and names in their tables: pages translate them through a variable."""
    from ortak.engines.language.scripts import orthographies
    from ortak.engines.progress import MOVEMENT_RULES, STATUS_SENTENCES
    from ortak.engines.progress.outlook import REASONS

    sentences = {"status": STATUS_SENTENCES, "movement": MOVEMENT_RULES, "outlook": REASONS}
    for module, by_rule in sentences.items():
        yield from ((f"ortak/engines/progress/{module}.py", sentence) for sentence in by_rule.values())
    yield from (("ortak/engines/language/scripts/data/orthographies.toml", each.name) for each in orthographies())
    answers = json.loads((ROOT / "areas" / "transport" / "data" / "what_ifs.json").read_text("utf-8"))["what_ifs"]
    assumed = dict.fromkeys(text for answer in answers for text in answer["assumptions"])
    yield from (("ortak/areas/transport/data/what_ifs.json", text) for text in assumed)


def key(message: Message) -> Key:
    """What makes a message the same: its context and its English text."""
    return message.context or None, message.id if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    """The translation of a message: one string, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it lies in `locale/`, empty where there is none."""
    path = _path(language)
    text = path.read_bytes() if path.exists() else _header(language).encode()
    return read_po(BytesIO(text), locale=language)


def updated(language: str) -> Catalog:
    """The catalogue of a language with exactly the messages of the code, keeping the translations that still
    belong to one."""
    kept = {key(message): message.string for message in catalogue(language) if message.id}
    terms = fixed_terms(language) if language in PARTLY else None
    fresh = read_po(BytesIO(_header(language).encode()), locale=language)
    for message in extracted():
        if not message.id or (terms is not None and key(message) not in terms and not everywhere(message)):
            continue
        string = (terms or {}).get(key(message)) or kept.get(key(message), "")
        fresh.add(message.id, string, message.locations, (), message.auto_comments, context=message.context)
    return fresh


def everywhere(message: Message) -> bool:
    """Whether a message is translated in the languages that are translated in part, too."""
    return not EVERYWHERE.isdisjoint(file for file, _ in message.locations)


def fixed_terms(language: str) -> Mapping[Key, str]:
    """The glossary's word in a language for each message that is a fixed term, with a capital where the message
    has one."""
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        terms = {row["en"]: row[language] for row in csv.DictReader(file)}
    terms |= {form: terms[term] for form, term in ALSO.items()}
    capital = {term[0].upper() + term[1:]: _capital(text, language) for term, text in terms.items()}
    return {(None, term): text for term, text in (terms | capital).items()}


def _capital(text: str, language: str) -> str:
    first = "İ" if text[0] == "i" and language in ("tr", "az") else text[0].upper()
    return first + text[1:]


def _header(language: str) -> str:
    return (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: Ortak\\n"\n'
        f'"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )


def _path(language: str, suffix: str = ".po") -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django{suffix}"


def write_catalogue(language: str) -> None:
    """Bring the .po file of a language up to date."""
    fresh = updated(language)
    for message in fresh:
        message.flags -= {"python-format"}  # Babel guesses it, and sees one in "1 % of"
    body = BytesIO()
    write_po(body, fresh, width=0, omit_header=True, include_lineno=False)
    path = _path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_header(language).encode() + body.getvalue().lstrip(b"\n"))


def compiled(language: str) -> bytes:
    """The .mo file of a language."""
    made = catalogue(language)
    made.creation_date = made.revision_date = MADE
    file = BytesIO()
    write_mo(file, made)
    return file.getvalue()


def main(arguments: list[str]) -> int:
    if arguments not in (["extract"], ["compile"]):
        sys.stderr.write("usage: python -m ortak.portal.messages extract|compile\n")
        return 2
    for language in (*COMPLETE, *PARTLY):
        if arguments == ["extract"]:
            write_catalogue(language)
        else:
            _path(language, ".mo").write_bytes(compiled(language))
        empty = sum(not all(strings(message)) for message in catalogue(language) if message.id)
        sys.stdout.write(f"{language}: {len(catalogue(language))} messages, {empty} untranslated\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
