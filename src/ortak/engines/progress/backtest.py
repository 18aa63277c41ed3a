"""How often did the truth fall inside the 80 % interval? A back-test of the outlook on open series.

    python -m ortak.engines.progress.backtest values.csv.gz

The file has the columns indicator, ref_area, time_period, value. Every series of the five members is cut after each
of its points (from the fifth on), projected from there, and compared with what came. The interval was calibrated on
every second indicator (in the order of their codes) and is reported for both halves: the other half is the honest
one. Prints the table of docs/status.md.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from ortak.engines.progress.errors import ProgressError
from ortak.engines.progress.forecasts import Floats, Years
from ortak.engines.progress.outlook import CHOICE_FROM, COVERAGE, FEWEST_POINTS, Outlook, look_back, project

MEMBERS: Final = ("AZ", "KG", "KZ", "TR", "UZ")
HORIZONS: Final = (1, 2, 3, 5, 10)
FEWEST_CHECKS: Final = 100  # a rate of fewer is not printed
Series = Mapping[tuple[str, str], tuple[Years, Floats]]


@dataclass
class Tally:
    """Outlooks that could be checked: whether the truth fell inside, and sizes in mean yearly steps of the series."""

    inside: list[bool] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    standing: list[float] = field(default_factory=list)

    def add(self, truth: float, latest: float, ahead: Outlook, place: int, step: float) -> None:
        low, high = ahead.low[place], ahead.high[place]
        self.inside.append(low <= truth <= high)
        self.widths.append((high - low) / step)
        self.errors.append(abs(truth - ahead.values[place]) / step)
        self.standing.append(abs(truth - latest) / step)

    @property
    def coverage(self) -> float:
        return float(np.mean(self.inside))

    @property
    def width(self) -> float:
        """Median width of the interval."""
        return float(np.median(self.widths))

    @property
    def skill(self) -> float:
        """Median error of the projection as a part of the median error of "it stays as it is"."""
        return float(np.median(self.errors) / np.median(self.standing))


def back_test(series: Series, horizons: Iterable[int] = HORIZONS) -> dict[tuple[str, bool, int], Tally]:
    """Coverage by half ("calibration" or "check"), by whether the outlook had the choice (10 points), by horizon.

    >>> t, rng = np.arange(2000, 2024), np.random.default_rng(1)
    >>> walks = {(f"walk-{n:02}", "KZ"): (t, rng.normal(size=24).cumsum()) for n in range(20)}
    >>> 0.7 < back_test(walks)["check", True, 1].coverage < 0.9
    True
    """
    tallies: dict[tuple[str, bool, int], Tally] = defaultdict(Tally)
    halves = {
        code: ("calibration", "check")[place % 2] for place, code in enumerate(sorted({key[0] for key in series}))
    }
    for (code, _), (years, values) in sorted(series.items()):
        if len(years) <= FEWEST_POINTS:
            continue
        past, truth = look_back(years, values), dict(zip(years.tolist(), values.tolist(), strict=True))
        step = float(np.mean(np.abs(np.diff(values)))) or 1.0
        for points in range(FEWEST_POINTS, len(years)):
            reach = int(years[points - 1] - years[0])
            ahead = project(past, points, reach)
            if not isinstance(ahead, Outlook):
                continue
            for horizon in horizons:
                year = int(years[points - 1]) + horizon
                if horizon <= reach and year in truth:
                    tally = tallies[halves[code], points >= CHOICE_FROM, horizon]
                    tally.add(truth[year], float(values[points - 1]), ahead, horizon - 1, step)
    return dict(tallies)


def table(tallies: Mapping[tuple[str, bool, int], Tally]) -> str:
    """The back-test as a markdown table."""
    heads = [
        "Series had",
        "Years ahead",
        f"Truth inside the {COVERAGE:.0%} interval, check half",
        "Calibration half",
        "Outlooks checked",
        "Median width, in yearly steps",
        'Median error, as a part of that of "stays as it is"',
    ]
    lines = [heads, ["---"] * len(heads)]
    for choice, name in ((True, "10 points or more"), (False, "5 to 9 points")):
        for horizon in sorted({key[2] for key in tallies}):
            check, calibration = (tallies.get((half, choice, horizon)) for half in ("check", "calibration"))
            if check is None or calibration is None or len(check.inside) < FEWEST_CHECKS:
                continue
            total = len(check.inside) + len(calibration.inside)
            rates = [f"{half.coverage:.1%}" for half in (check, calibration)]
            lines.append([name, str(horizon), *rates, f"{total:,}", f"{check.width:.1f}", f"{check.skill:.2f}"])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def read_series(*paths: Path, areas: Iterable[str] = MEMBERS) -> dict[tuple[str, str], tuple[Years, Floats]]:
    """Yearly series by indicator and state from CSV files: indicator, ref_area, and a column for each year.

    Raises `ProgressError` naming the file and the line of a row that is none.
    """
    found: dict[tuple[str, str], list[tuple[int, float]]] = {}
    wanted = set(areas)
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for place, row in enumerate(csv.DictReader(lines), start=2):
                try:
                    key = row.pop("indicator"), row.pop("ref_area")
                    if key[1] in wanted:
                        found[key] = [(int(year), float(value)) for year, value in row.items() if value]
                except (KeyError, TypeError, ValueError) as error:
                    valid = "indicator,ref_area and a column for each year"
                    raise ProgressError(f"{path}, line {place}: {error}; valid is {valid}") from None
    return {key: _arrays(points) for key, points in found.items() if points}


def _arrays(points: list[tuple[int, float]]) -> tuple[Years, Floats]:
    years, values = zip(*sorted(points), strict=True)
    return np.asarray(years, dtype=np.int64), np.asarray(values, dtype=np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description="Back-test the 80 % interval of the outlook on yearly series.")
    parser.add_argument("files", type=Path, nargs="+", help="CSV: indicator,ref_area and a column for each year")
    series = read_series(*parser.parse_args().files)
    print(f"{len(series):,} series\n")
    print(table(back_test(series)))


if __name__ == "__main__":
    main()
