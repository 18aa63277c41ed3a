"""What `./ortak` does before Ortak itself can run: it makes the environment from the lock, then hands over to it.

Standard library only; left out of wheels, since an installed Ortak needs no launcher.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from ortak.launcher.checkout import Checkout, Refused
from ortak.launcher.processes import say, stop_cleanly

__all__ = ["Checkout", "Refused", "asks_for_help", "hand_over", "main"]


def main(root: str, arguments: Sequence[str]) -> NoReturn:
    """Run `ortak ARGUMENTS` from the checkout at `root`, in its own environment. Does not return."""
    stop_cleanly()
    checkout = Checkout(Path(root))
    verb = "help" if asks_for_help(arguments) else "".join(arguments[:1])
    try:
        if verb == "lock":
            checkout.make_locks(*arguments[1:])
            sys.exit(0)
        checkout.make_environment("develop" if verb == "test" else "run")
    except Refused as refused:
        say(str(refused))
        sys.exit(2)
    except OSError as error:
        say(f"The environment cannot be made: {error.strerror or error}: {error.filename or root}")
        sys.exit(2)
    hand_over([str(checkout.python), "-P", "-m", "ortak", *arguments])


def asks_for_help(arguments: Sequence[str]) -> bool:
    """Whether only the help of a verb is wanted, which needs nothing that the verb itself needs.

    >>> asks_for_help(["test", "--help"]), asks_for_help(["test", "--", "--help"])
    (True, False)
    """
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return not {"-h", "--help"}.isdisjoint(own)


def hand_over(command: Sequence[str]) -> NoReturn:
    """Become `command`. A Ctrl-C is kept back until it can be answered: `ortak.cli.main` lets it through."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    os.execv(command[0], list(command))
