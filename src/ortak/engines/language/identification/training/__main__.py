"""Trains the model of `ortak language identify`.

    python -m ortak.engines.language.identification.training --sources FOLDER [--out FILE] [--seed N]

FOLDER holds clones of the repositories of `sources.toml` at OWNER/NAME, and the packages it names, unpacked. Takes
ten to twenty minutes on one core; the same sources and seed give the same file, bit for bit, with the same numpy.

    >>> main(["--sources", "nowhere"])
    Traceback (most recent call last):
    ...
    SystemExit: no clone of mozilla/voice-web in nowhere

First a model is trained without the Universal Declaration of Human Rights, and its probabilities are calibrated on that
text, with foreign names mixed in; then the one that ships, with all text and the same calibration.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ortak.engines.language.identification.letters import SCRIPTS
from ortak.engines.language.identification.model import FILE, pack
from ortak.engines.language.identification.training.corpus import SourceMissing, read
from ortak.engines.language.identification.training.recipe import calibrated, trained
from ortak.engines.language.identification.training.windows import with_made_scripts


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, required=True, help="the folder of clones and packages")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / FILE)
    parser.add_argument("--seed", type=int, default=2040)
    given = parser.parse_args(arguments)
    try:
        corpus = with_made_scripts(read(given.sources), given.seed)
    except SourceMissing as missing:
        sys.exit(str(missing))
    stored = {}
    for script in SCRIPTS:
        calibration = calibrated(corpus, script, given.seed)
        print(f"{script}: {calibration}", file=sys.stderr, flush=True)
        tags, chosen, weights = trained(corpus, script, given.seed)
        for name, values in pack(tags, chosen, weights, calibration).items():
            stored[f"{name}_{script}"] = values
    given.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(given.out, **stored)  # type: ignore[arg-type]
    print(f"{given.out}: {given.out.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
