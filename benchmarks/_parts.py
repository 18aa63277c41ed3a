"""A benchmark of several parts: each a file that begins with the benchmark's name, in a process of its own."""

import subprocess
import sys
from pathlib import Path


def parts(benchmark: str) -> dict[str, Path]:
    """The parts of a benchmark by name.

    >>> "scripts" in parts("language")
    True
    """
    files = sorted(Path(__file__).resolve().parent.glob(f"{benchmark}_*.py"))
    return {file.stem.removeprefix(f"{benchmark}_"): file for file in files}


def run(benchmark: str, says: str | None) -> None:
    """Run the parts that the command line names, or all of them; ends with 1 if one fails."""
    known = parts(benchmark)
    named = [name for name in sys.argv[1:] if name in known]
    options = [argument for argument in sys.argv[1:] if argument not in known]
    if {"-h", "--help"} & set(options) and not named:
        print(says, "Parts:", ", ".join(known))
        return
    failed = []
    for name in named or known:
        print(f"## {name}\n", flush=True)
        if subprocess.run([sys.executable, known[name], *options]).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        sys.exit(f"parts that failed: {', '.join(failed)}")
