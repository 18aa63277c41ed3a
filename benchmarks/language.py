"""Language: every part of it against its peers, one after the other.

    python benchmarks/language.py [PART ...] [OPTIONS OF A PART]

A part is a file `language_PART.py` beside this one; without a name all run, in a process of their own each.
"""

import subprocess
import sys
from pathlib import Path


def parts() -> dict[str, Path]:
    """The parts by name.

    >>> "scripts" in parts()
    True
    """
    files = sorted(Path(__file__).resolve().parent.glob("language_*.py"))
    return {file.stem.removeprefix("language_"): file for file in files}


def main() -> None:
    known = parts()
    named = [name for name in sys.argv[1:] if name in known]
    options = [argument for argument in sys.argv[1:] if argument not in known]
    if {"-h", "--help"} & set(options) and not named:
        print(__doc__, "Parts:", ", ".join(known))
        return
    failed = []
    for name in named or known:
        print(f"## {name}\n", flush=True)
        if subprocess.run([sys.executable, known[name], *options]).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        sys.exit(f"parts that failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
