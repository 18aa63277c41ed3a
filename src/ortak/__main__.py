"""`python -m ortak` is the same as `ortak`."""

import signal

if __name__ == "__main__":
    # A Ctrl-C while this is still being imported waits until `main` can answer it.
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from ortak.cli import main

    main()
