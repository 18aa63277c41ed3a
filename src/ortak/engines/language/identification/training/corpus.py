"""Reads the sources of `sources.toml` from a folder: lines of text by tag.

>>> [source.licence for source in sources() if source.name == "Blockly"]
['Apache-2.0']
>>> clean("Барлық <b>%d</b> бетті {{PLURAL:$1|көру}}: https://example.org")
'Барлық бетті :'
"""

import gzip
import html
import json
import re
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ortak.engines.language.identification.features import read_lines
from ortak.engines.language.identification.letters import SCRIPTS

Corpus = dict[str, dict[str, list[str]]]
"""Lines by tag and by the name of their source."""

CODE = r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,10}|-r[A-Z]{2}|\+[A-Za-z+]+)?|b\+[A-Za-z+]+"
UNKNOWN = "und"
MOST_LINES, MOST_OF_OTHERS = 40_000, 1_500
"""About so many lines are taken of a file, of ours and of other languages."""


class SourceMissing(Exception):
    """A source is not in the folder; the message says which and what to put where."""


@dataclass(frozen=True)
class Source:
    """One entry of `sources.toml`."""

    name: str
    licence: str
    format: str
    repository: str = ""
    commit: str = ""
    package: str = ""
    pattern: str = ""
    codes: str = ""
    files: tuple[tuple[str, str], ...] = ()


def sources() -> tuple[Source, ...]:
    """The sources with their licences, in the order of the file.

    >>> all(source.licence and (source.package or len(source.commit) == 40) for source in sources())
    True
    """
    return tuple(Source(**{**each, "files": tuple(each.get("files", {}).items())}) for each in _table()["source"])


def read(folder: Path) -> Corpus:
    """All text of the sources under `folder`: clones at `OWNER/NAME` (a work tree or a bare one), packages unpacked.

    Raises `SourceMissing` when one is not there. Strings that stand under several tags are left out: they were not
    translated, or belong to no language.

    >>> read(Path("nowhere"))
    Traceback (most recent call last):
    ...
    ortak.engines.language.identification.training.corpus.SourceMissing: no clone of mozilla/voice-web in nowhere
    """
    corpus: Corpus = defaultdict(dict)
    for source in sources():
        found: dict[str, list[str]] = defaultdict(list)
        for tag, text in _texts(source, folder):
            found[tag].extend(filter(None, map(clean, _some(list(_FORMATS[source.format](text)), tag))))
        for tag, lines in found.items():
            corpus[tag].setdefault(source.name, []).extend(lines)
    return _by_script(corpus)


def clean(text: str) -> str:
    """A line without markup, addresses and the places where a program puts something in."""
    text = html.unescape(_MARKUP.sub(" ", text.replace("\\n", " ").replace("\\", "")))
    text = _PLACES.sub(" ", _LINK.sub(r"\1", _ADDRESS.sub(" ", text)))
    return " ".join(text.split())


_MARKUP = re.compile(r"<[^<>]*>|\{\{[^{}]*\}\}")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
_ADDRESS = re.compile(r"\b(?:https?|file)://\S+|\bwww\.\S+|\S+@\S+")
_ENGLISH = re.compile(r"\b(?:the|and|of|you|this|that|with|for|are|can|your|when|from|which)\b")
"""Two of these in a line show that it was not translated."""
_PLACES = re.compile(r"\{[^{}]*\}|%\([^()]*\)s?|%\{[^{}]*\}|%\d*\$?[sdfiu@]|\$\d|(?<!\w):\w+|[{}\[\]|*#_]")


def _some(lines: list[str], tag: str) -> list[str]:
    """Of long files evenly spaced lines: fewer of a language that is not ours."""
    step = max(1, len(lines) // (MOST_OF_OTHERS if tag == UNKNOWN else MOST_LINES))
    return lines[::step]


def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "sources.toml").read_text(encoding="utf-8"))


def _texts(source: Source, folder: Path) -> Iterator[tuple[str, str]]:
    """The texts of a source with their tags."""
    if source.package:
        names, content = _package(source, folder)
    else:
        names, content = _clone(source, folder)
    tag_of = _tag_of(source)
    for name in sorted(names):
        tag = tag_of(name)
        if tag and not Path(name).name.startswith("wiki."):
            held = content(name)
            yield tag, (gzip.decompress(held) if name.endswith(".gz") else held).decode("utf-8", "replace")


def _tag_of(source: Source) -> Callable[[str], str]:
    if source.files:
        return lambda name: next((tag for tag, pattern in source.files if fnmatchcase(name, pattern)), "")
    codes: dict[str, str] = _table()["codes"][source.codes]
    folders = source.pattern.replace("*{code}", "**{code}")
    pieces = [re.escape(piece).replace(r"\*\*", "(?:.*/)?").replace(r"\*", ".*") for piece in folders.split("{code}")]
    shape = re.compile(f"({CODE})".join(pieces) if source.codes == "usual" else "([a-z_A-Z0-9-]+)".join(pieces))

    def tag(name: str) -> str:
        found = shape.fullmatch(name)
        return codes.get(found[1], UNKNOWN) if found else ""

    return tag


def _package(source: Source, folder: Path) -> tuple[list[str], Callable[[str], bytes]]:
    root = folder / source.package
    if not root.is_dir():
        raise SourceMissing(f"no package {source.package}, unpacked, in {folder}")
    names = [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()]
    return names, lambda name: (root / name).read_bytes()


def _clone(source: Source, folder: Path) -> tuple[list[str], Callable[[str], bytes]]:
    root = folder / source.repository
    if not root.is_dir():
        raise SourceMissing(f"no clone of {source.repository} in {folder}")

    def git(*arguments: str) -> bytes:
        return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True).stdout

    listed = git("ls-tree", "-r", "-l", "-z", source.commit).decode().split("\0")
    held = [line.split("\t", 1) for line in listed if line]
    names = [name for facts, name in held if facts.split()[-1].isdigit()]
    return names, lambda name: git("cat-file", "blob", f"{source.commit}:{name}")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "@metadata":
                yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _json(text: str) -> Iterable[str]:
    return _strings(json.loads(text))


def _android(text: str) -> Iterable[str]:
    return [found[1] for found in re.finditer(r"<(?:string|item)\b[^>]*>(.*?)</(?:string|item)>", text, re.DOTALL)]


def _yaml(text: str) -> Iterable[str]:
    return [found[1] for found in re.finditer(r"^ +[\w.\"']*: +[\"']?([^\n]*?)[\"']?$", text, re.MULTILINE)]


def _po(text: str) -> Iterable[str]:
    translated = re.findall(r'^msgstr(?:\[\d\])? "(.*)"((?:\n".*")*)$', text, re.MULTILINE)
    return [first + "".join(re.findall(r'"(.*)"', rest)) for first, rest in translated[1:]]


def _html(text: str) -> Iterable[str]:
    return re.findall(r"<p>(.*?)</p>", text, re.DOTALL)


def _words(text: str) -> Iterable[str]:
    """Words with their counts, one a line, as lines of ten words."""
    words = [found[1] for found in re.finditer(r"^(\S+) \d+$", text, re.MULTILINE)]
    return [" ".join(words[i : i + 10]) for i in range(0, len(words), 10)]


def _small_words(text: str) -> Iterable[str]:
    """As `_words`, without those with a capital: they are names, or stand at the head of a sentence."""
    words = [found[1] for found in re.finditer(r"^(\w\S+) \d+$", text, re.MULTILINE) if found[1].islower()]
    return [" ".join(words[i : i + 10]) for i in range(0, len(words), 10)]


def _columns(text: str) -> Iterable[str]:
    """A word a line, with its label; an empty line between sentences."""
    return [" ".join(line.split()[0] for line in part.splitlines() if line.split()) for part in text.split("\n\n")]


def _conllu(text: str) -> Iterable[str]:
    return re.findall(r"^# text = (.*)$", text, re.MULTILINE)


def _markdown(text: str) -> Iterable[str]:
    text = re.sub(r"^```.*?^```|`[^`\n]*`", " ", text, flags=re.DOTALL | re.MULTILINE)
    lines = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text).splitlines()
    return [line for line in lines if not line.startswith(("#", "|", ">", "---"))]


_FORMATS: dict[str, Callable[[str], Iterable[str]]] = {
    "lines": str.splitlines,
    "json": _json,
    "android": _android,
    "yaml": _yaml,
    "po": _po,
    "html": _html,
    "markdown": _markdown,
    "words": _words,
    "small-words": _small_words,
    "columns": _columns,
    "conllu": _conllu,
}


def _by_script(corpus: Corpus) -> Corpus:
    """Keep lines that are in the script of their tag; other languages are told apart by script: `und-Latn`."""
    tags_of: dict[str, set[str]] = defaultdict(set)
    for tag, parts in corpus.items():
        for lines in parts.values():
            for line in lines:
                tags_of[line.casefold()].add(tag)
    kept: Corpus = defaultdict(lambda: defaultdict(list))
    for tag, parts in sorted(corpus.items()):
        for name, lines in sorted(parts.items()):
            unique = [line for line in dict.fromkeys(lines) if len(tags_of[line.casefold()]) == 1]
            if tag not in ("en-Latn", UNKNOWN):
                unique = [line for line in unique if len(_ENGLISH.findall(line)) < 2]
            if not unique:
                continue
            read = read_lines(unique)
            pure = (read.letters >= 5) & (read.share >= 0.8)
            for line, number, good in zip(unique, read.script.tolist(), pure.tolist(), strict=True):
                if good and 1 <= number <= len(SCRIPTS):
                    script = SCRIPTS[number - 1]
                    if tag == UNKNOWN or tag.endswith(script):
                        kept[f"{UNKNOWN}-{script}" if tag == UNKNOWN else tag][name].append(line)
    return {tag: dict(parts) for tag, parts in kept.items()}
