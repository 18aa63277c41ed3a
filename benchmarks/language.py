"""Language: every part of it against its peers, one after the other.

    python benchmarks/language.py [PART ...] [OPTIONS OF A PART]

A part is a file `language_PART.py` beside this one; without a name all run, in a process of their own each.
"""

from _parts import run

if __name__ == "__main__":
    run("language", __doc__)
