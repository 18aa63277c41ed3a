"""Cognates: ours and normalised edit distance on the same pairs of words of one meaning, judged by experts.

    python benchmarks/language_cognates.py [--seeds N]

The word list is Savelyev and Robbeets (2020) in the folder of test data (ORTAK_DATA): every pair of words of one
concept in two languages. Ours learns from four fifths of the concepts and is judged on the fifth it has not seen,
five times over, with several divisions; the first has the stated seed. Average precision over all pairs together, and
the mean over the concepts that have pairs of both kinds.
"""

import argparse
import os
import statistics
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.engines.language.cognates import average_precision  # noqa: E402  # the sources of this checkout
from ortak.engines.language.cognates.learning import Judged, cross_validated, judged  # noqa: E402
from ortak.engines.language.distance import form_distance  # noqa: E402

SEED = 2040


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3, help="how many divisions into folds (default 3)")
    seeds = parser.parse_args().seeds
    folder = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data") / "language" / "savelyevturkic"
    if not folder.is_dir():
        sys.exit(f"no word list at {folder}: name the folder of test data in the environment variable ORTAK_DATA")
    data = judged(folder)
    print(f"{len(data.pairs):,} pairs of {len(data.forms):,} words, {data.same.mean():.1%} of one origin\n")
    peer = np.array([-form_distance(data.forms[one], data.forms[other]) for one, other in data.pairs.tolist()])
    pooled, by_concept = precisions(data, peer)
    rows = [precisions(data, cross_validated(data, SEED + step)) for step in range(seeds)]
    print("| Ranking | All pairs together | Mean of concepts | Of what edit distance leaves, left |")
    print("|---|---|---|---|")
    print(f"| Edit distance over the longer form | {pooled:.4f} | {by_concept:.4f} | |")
    left = [((1 - a) / (1 - pooled), (1 - b) / (1 - by_concept)) for a, b in rows]
    ours = [described([row[column] for row in rows]) for column in (0, 1)]
    rest = " and ".join(f"{statistics.median(each[column] for each in left):.0%}" for column in (0, 1))
    print(f"| Ours, concepts not learned from | {ours[0]} | {ours[1]} | {rest} |")


def described(values: list[float]) -> str:
    return f"{statistics.median(values):.4f} ({min(values):.4f} to {max(values):.4f})"


def precisions(data: Judged, scores: np.ndarray) -> tuple[float, float]:
    """Average precision of all pairs together, and its mean over the concepts that have pairs of both kinds."""
    per_concept = []
    for concept in np.unique(data.concepts):
        here = data.concepts == concept
        if 0 < data.same[here].sum() < here.sum():
            per_concept.append(average_precision(scores[here].tolist(), data.same[here].tolist()))
    return average_precision(scores.tolist(), data.same.tolist()), statistics.mean(per_concept)


if __name__ == "__main__":
    main()
