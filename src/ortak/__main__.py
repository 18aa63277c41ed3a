"""`python -m ortak` is the same as `ortak`."""

from ortak.cli import main

if __name__ == "__main__":
    main()
