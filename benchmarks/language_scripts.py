"""Script conversion: ours and every peer that is installed, on the same words and the same texts in the same run.

    python benchmarks/language_scripts.py [--rounds N] [--megabytes N] [--only accuracy|throughput]

Accuracy: the words of the pairs in the folder of test data (ORTAK_DATA), of lines with as many words in both scripts.
The rules were written with one half of the lines in view, drawn by seed 5; the other half is measured here. Kinds of
apostrophe and of hamza are one, é is ë; where one script has no capitals, capitals do not count. Many lines are worded
differently in the two scripts, which holds every converter down alike.

Throughput: the text of NTREX in each language, by turns, several rounds; peers line by line (their faster mode), ours
as a whole and line by line, in processor time, since each works in one thread and others use the machine. A peer that
is slow gets as much of the text as it converts in a second or two.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.engines.language.scripts import (  # noqa: E402  # the sources of this checkout, installed or not
    VERSION,
    converter,
    wilson,
)

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _language_script_peers import PEERS, Convert, absent, peers_of  # noqa: E402

SEED = 5
FILES = {
    "uz.C-L.cldr.tsv": ("uz-Cyrl", "uz-Latn"),
    "az.C-L.cldr.tsv": ("az-Cyrl", "az-Latn"),
    "ky.C-L.tuecl.tsv": ("ky-Cyrl", "ky-Latn"),
    "kk.C-L.mw.tsv": ("kk-Cyrl", "kk-Latn-x-wiki"),
    "kk.C-A.mw.tsv": ("kk-Cyrl", "kk-Arab-x-wiki"),
    "crh.C-L.mw.tsv": ("crh-Cyrl", "crh-Latn"),
    "tt.C-L.mw.tsv": ("tt-Cyrl", "tt-Latn"),
    "ug.A-L.udt.tsv": ("ug-Arab", "ug-Latn"),
    "ug.A-L.mw.tsv": ("ug-Arab", "ug-Latn"),
}
TEXTS = {  # direction: the file of NTREX, and the orthography that it is in
    ("uz-Cyrl", "uz-Latn"): ("uzb", "uz-Latn"),
    ("uz-Latn", "uz-Cyrl"): ("uzb", "uz-Latn"),
    ("az-Cyrl", "az-Latn"): ("aze-Latn", "az-Latn"),
    ("kk-Cyrl", "kk-Latn"): ("kaz", "kk-Cyrl"),
    ("kk-Cyrl", "kk-Arab"): ("kaz", "kk-Cyrl"),
    ("ky-Cyrl", "ky-Latn"): ("kir", "ky-Cyrl"),
    ("tk-Cyrl", "tk-Latn"): ("tuk", "tk-Latn"),
    ("tt-Cyrl", "tt-Latn"): ("tat", "tt-Cyrl"),
    ("ba-Cyrl", "ba-Latn"): ("bak", "ba-Cyrl"),
    ("ug-Arab", "ug-Latn"): ("uig", "ug-Arab"),
}
_AROUND = ".,:;!?()«»\"'…“”[]{}/،؛؟"
_ALIKE = str.maketrans(dict.fromkeys("‘’ʻʼ`´", "'") | {"ء": "ٴ", "é": "ë", "É": "Ë"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how often each converts a text (default 7)")
    parser.add_argument("--megabytes", type=float, default=1.0, help="the length of a text (default 1)")
    parser.add_argument("--only", choices=["accuracy", "throughput"])
    options = parser.parse_args()
    print(f"Ortak language engine {VERSION}, Python {sys.version.split()[0]}; {', '.join(PEERS)}")
    print(f"Not installed here: {', '.join(absent()) or 'none'}\n")
    if options.only != "throughput":
        report_accuracy()
    if options.only != "accuracy":
        report_throughput(options.rounds, int(options.megabytes * 1e6))


def data() -> Path:
    """The folder of test data for language, or a word on what is missing."""
    folder = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data") / "language"
    if not folder.is_dir():
        sys.exit(f"no data at {folder}: name the folder of test data in the environment variable ORTAK_DATA")
    return folder


def measured_half(lines: Sequence[str]) -> Sequence[str]:
    """The half of the lines that the rules were not written with.

    >>> len(measured_half(["a", "b", "c", "d"]))
    2
    """
    ordered = sorted(set(lines))
    random.Random(SEED).shuffle(ordered)
    return ordered[len(ordered) // 2 :]


def words(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of lines that have as many in both scripts.

    >>> list(words(["Бот, топ\\tBot, top", "а б\\tab"]))
    [('Бот', 'Bot'), ('топ', 'top')]
    """
    for line in lines:
        one, other = (text.split() for text in line.split("\t")[:2])
        if len(one) == len(other):
            for left, right in zip(one, other, strict=True):
                left, right = left.strip(_AROUND), right.strip(_AROUND)
                if left and right and any(map(str.isalpha, left)):
                    yield left, right


def right_words(convert: Convert, pairs: Sequence[tuple[str, str]], capitals: bool) -> int:
    """How many words come out as expected."""

    def same(one: str, other: str) -> bool:
        one, other = one.translate(_ALIKE), other.translate(_ALIKE)
        return one == other if capitals else one.casefold() == other.casefold()

    return sum(same(convert(given), expected) for given, expected in pairs)


def report_accuracy() -> None:
    print("| Words written as published | Words | Ours (95 % interval) | Peers |\n| --- | --- | --- | --- |")
    for file, (left, right) in FILES.items():
        lines = (data() / "pairs" / file).read_text(encoding="utf-8").splitlines()
        found = list(words(measured_half(lines)))
        for source, target in ((left, right), (right, left)):
            pairs = found if source == left else [(other, one) for one, other in found]
            capitals = "Arab" not in source + target
            shares = {
                name: wilson(right_words(convert, pairs, capitals), len(pairs))
                for name, convert in {"ours": converter(source, target), **peers_of(source, target)}.items()
            }
            ours = shares.pop("ours")
            peers = ", ".join(f"{name} {share.value:.1%}" for name, share in shares.items()) or "none found"
            print(
                f"| {source} to {target}, {file} | {len(pairs)} | "
                f"{ours.value:.1%} ({ours.low:.1%} to {ours.high:.1%}) | {peers} |"
            )
    print()


def text_of(source: str, target: str, size: int) -> str:
    """About `size` bytes in the source orthography."""
    file, written_in = TEXTS[source, target]
    text = (data() / "ntrex" / f"newstest2019-ref.{file}.txt").read_text(encoding="utf-8")
    if written_in != source:
        text = converter(written_in, source)(text)
    return text * max(1, size // len(text.encode()))


def report_throughput(rounds: int, size: int) -> None:
    print(
        "| MB of UTF-8 in a second of processor time | Ours, whole text | Ours, by line | Peers, by line | "
        "Ours (whole) to each |"
    )
    print("| --- | --- | --- | --- | --- |")
    for source, target in TEXTS:
        text = text_of(source, target, size)
        ours = converter(source, target)
        runs = {"whole": (at_once(ours), text), "by line": (by_line(ours), text)}
        runs |= {name: (by_line(peer), sample(peer, text)) for name, peer in peers_of(source, target).items()}
        speeds = measured(runs, rounds)
        peers = {name: speed for name, speed in speeds.items() if name in PEERS}
        whole = statistics.median(speeds["whole"])
        print(
            f"| {source} to {target} | {shown(speeds['whole'])} | {shown(speeds['by line'])} | "
            + (", ".join(f"{name} {shown(speed)}" for name, speed in peers.items()) or "none found")
            + " | "
            + ", ".join(f"{name} {whole / statistics.median(speed):.1f}x" for name, speed in peers.items())
            + " |"
        )


def at_once(convert: Convert) -> Callable[[str], Sequence[str]]:
    return lambda text: [convert(text)]


def by_line(convert: Convert) -> Callable[[str], Sequence[str]]:
    return lambda text: list(map(convert, text.splitlines()))


def sample(convert: Convert, text: str) -> str:
    """As much of a text, in whole lines, as a converter gets through in a second or two."""
    lines = text.splitlines(keepends=True)
    convert(lines[0])
    start = time.process_time()
    few = lines[:20]
    list(map(convert, few))
    each = (time.process_time() - start) / len(few)
    return "".join(lines[: max(20, int(1.0 / max(each, 1e-9)))])


def measured(runs: dict[str, tuple[Callable[[str], Sequence[str]], str]], rounds: int) -> dict[str, Sequence[float]]:
    """Megabytes in a second of processor time for each round of each; they take turns, so that the machine treats
    them alike."""
    speeds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (run, text) in runs.items():
            megabytes = len(text.encode()) / 1e6
            start = time.process_time()
            run(text)
            speeds[name].append(megabytes / (time.process_time() - start))
    return dict(speeds)


def shown(speeds: Sequence[float]) -> str:
    digits = 1 if statistics.median(speeds) > 1 else 3
    return f"{statistics.median(speeds):.{digits}f} ({min(speeds):.{digits}f} to {max(speeds):.{digits}f})"


if __name__ == "__main__":
    main()
