"""Transport: paths, simulation, air links and published times, one after the other.

    python benchmarks/transport.py [PART ...] [OPTIONS OF A PART]

A part is a file `transport_PART.py` beside this one; without a name all run, in a process of their own each.
"""

from _parts import run

if __name__ == "__main__":
    run("transport", __doc__)
