"""Script conversion: ours and ICU's transliterator (PyICU) on the same Uzbek text, Cyrillic to Latin, in the same run.

    python benchmarks/language.py [--rounds N]

First the accuracy of both is checked on the names that CLDR has in two scripts. Then they convert the same text by
turns, several rounds; ICU in its faster mode, line by line, ours as a whole and line by line. Printed: throughput
(median and range, in megabytes of UTF-8 given in a second), the ratio of the medians, and a row for the table in the
docs.

The text: the Uzbek of NTREX in the folder of test data (ORTAK_DATA), put into Cyrillic by our converter, repeated to
2 MB.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.areas.language.accuracy import word_pairs  # noqa: E402  # the sources of this checkout, installed or not
from ortak.engines.language.scripts import VERSION, Accuracy, converter, word_accuracy  # noqa: E402

SIZE_BYTES = 2_000_000
Convert = Callable[[str], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how often each converts the text (default 7)")
    rounds = parser.parse_args().rounds
    peer = icu()
    ours = converter("uz-Cyrl", "uz-Latn")
    check_accuracy(ours, peer)
    text = cyrillic_text()
    lines = text.splitlines()
    runs: dict[str, Convert] = {
        "ours, whole text": ours,
        "ours, by line": lambda _: "\n".join(map(ours, lines)),
        "ICU, by line": lambda _: "\n".join(map(peer, lines)),
    }
    report(measure(runs, text, rounds), rounds)


def icu() -> Convert:
    """ICU's transliterator, or a word on how to get it."""
    try:
        import icu
    except ImportError:
        sys.exit(
            "the peer is missing: install PyICU (Debian: apt install libicu-dev pkg-config, then pip install pyicu)"
        )
    print(
        f"ICU {icu.ICU_VERSION}, PyICU {icu.VERSION}, Ortak language engine {VERSION}, Python {sys.version.split()[0]}"
    )
    transliterate: Convert = icu.Transliterator.createInstance("uz_Cyrl-uz_Latn").transliterate
    return transliterate


def check_accuracy(ours: Convert, peer: Convert) -> None:
    """Both on CLDR's names; a faster converter that is less right is no gain."""
    pairs = word_pairs("uz")
    found: dict[str, Accuracy] = {"ours": word_accuracy(pairs, ours), "ICU": word_accuracy(pairs, peer)}
    for name, accuracy in found.items():
        print(f"accuracy on {accuracy.words} words of CLDR names, {name}: {accuracy.share}")
    if found["ours"].right < found["ICU"].right:
        sys.exit("ours is less right than ICU: the throughput says nothing")


def cyrillic_text() -> str:
    """About 2 MB of Uzbek in Cyrillic."""
    folder = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data")
    file = folder / "language" / "ntrex" / "newstest2019-ref.uzb.txt"
    if not file.is_file():
        sys.exit(f"no text at {file}: name the folder of test data in the environment variable ORTAK_DATA")
    text = converter("uz-Latn", "uz-Cyrl")(file.read_text(encoding="utf-8"))
    return text * max(1, SIZE_BYTES // len(text.encode()))


def measure(runs: dict[str, Convert], text: str, rounds: int) -> dict[str, Sequence[float]]:
    """Megabytes in a second, for each round of each; they take turns, so that the machine treats them alike."""
    megabytes = len(text.encode()) / 1e6
    speeds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run(text)
            speeds[name].append(megabytes / (time.perf_counter() - start))
    return speeds


def report(speeds: dict[str, Sequence[float]], rounds: int) -> None:
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    for name, values in speeds.items():
        print(f"{name}: {medians[name]:.1f} MB/s ({min(values):.1f} to {max(values):.1f}, {rounds} rounds)")
    whole, by_line, peer = medians.values()
    print(f"ratio: {whole / peer:.2f} (whole text), {by_line / peer:.2f} (by line)")
    print(
        f"| Script conversion, uz Cyrillic to Latin | {whole:.1f} MB/s | ICU by line {peer:.1f} MB/s | "
        f"{whole / peer:.1f}x | at least 1.5x |"
    )


if __name__ == "__main__":
    main()
