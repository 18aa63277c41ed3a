"""Networks for tests: connected, with taps, shifts, shunts, charging, parallel branches and every kind of cost."""

import numpy as np

from ortak.engines.energy.grid import Network, network_of, read_case


def random_network(seed: int, buses: int = 6, branches: int = 9, piecewise: bool = True, scale: float = 1.0) -> Network:
    """Loads of up to 60 MW times the scale; generators at three buses that can meet them all."""
    dice = np.random.default_rng(seed)
    ends = [(int(dice.integers(0, k)), k) for k in range(1, buses)]
    ends += [tuple(int(each) for each in dice.choice(buses, 2, replace=False)) for _ in range(branches - buses + 1)]
    bus_rows, branch_rows = [], []
    for k in range(buses):
        load, shunt = dice.uniform(0, 60 * scale), dice.uniform(-5, 20)
        bus_rows.append(f"{10 * k + 1} {3 if k == 0 else 1} {load} {load / 3} 1 {shunt} 1 1 0 230 1 1.1 0.9")
    for tail, head in ends:
        tap, shift = dice.choice([0, 0.97, 1.04]), dice.choice([0, 0, -5])
        numbers = f"{dice.uniform(0.001, 0.02)} {dice.uniform(0.02, 0.1)} {dice.uniform(0, 0.05)}"
        rate = dice.choice([0, 200 * scale, 400 * scale])
        branch_rows.append(f"{10 * tail + 1} {10 * head + 1} {numbers} {rate} 0 0 {tap} {shift} 1 -30 30")
    kinds = ["2 0 0 3 0.02 15 3 0", "1 0 0 2 0 0 100 2500"] if piecewise else ["2 0 0 3 0.02 15 3 0"]
    costs = [kinds[k % len(kinds)].replace("15", str(15 + k)) for k in range(3)]
    sites = dice.choice(buses, 3)
    gens = [f"{10 * site + 1} 0 0 300 -300 1.02 100 1 {60 * buses * scale} 0" for site in sites]
    text = ["mpc.version = '2';", "mpc.baseMVA = 100;"]
    for name, rows in (("bus", bus_rows), ("gen", gens), ("branch", branch_rows), ("gencost", costs)):
        text.append(f"mpc.{name} = [\n" + ";\n".join(rows) + "\n];")
    return network_of(read_case("\n".join(text)))
