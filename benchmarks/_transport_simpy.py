"""The corridor's stages as SimPy processes: a second implementation, event by event, with random numbers of its own.

Each stage is an environment of its own, since traffic of others never goes on from one stage to the next.
"""

from collections import deque
from collections.abc import Generator
from typing import Any

import numpy as np
import simpy

from ortak.engines.transport.simulation import Corridor, Distribution, Line, Move, Stage, Train, Vessel

HOURS_A_MONTH = 730.5


def hours(corridor: Corridor, chance: np.random.Generator) -> float:
    """Door-to-door hours of one box."""
    start = clock = chance.uniform(0, 12 * HOURS_A_MONTH)
    luck: dict[str, float] = {}
    for stage in corridor.stages:
        clock += _stage(stage, clock, chance, luck)
    return float(clock - start)


def _stage(stage: Stage, clock: float, chance: np.random.Generator, luck: dict[str, float]) -> float:
    if isinstance(stage, Move):
        where = luck.setdefault(stage.group, chance.random()) if stage.group else chance.random()
        return _at(stage.hours, where)
    if isinstance(stage, Line):
        return line_hours(stage, chance)[0] + _drawn(stage.after, chance)
    if isinstance(stage, Vessel):
        return _vessel(stage, clock, chance)
    return _train(stage, chance)


def line_hours(line: Line, chance: np.random.Generator) -> tuple[float, float]:
    """Hours at the line and how many of them are waiting."""
    environment = simpy.Environment()
    servers = simpy.Resource(environment, line.servers)
    found: list[float] = []

    def customer(last: bool) -> Generator[Any, Any, None]:
        came = environment.now
        with servers.request() as request:
            yield request
            waited = environment.now - came
            yield environment.timeout(_drawn(line.service, chance))
        if last:
            found.extend((environment.now - came, waited))

    def arrivals() -> Generator[Any, Any, None]:
        for _ in range(line.before):
            environment.process(customer(False))
            yield environment.timeout(chance.exponential(1 / line.rate))
        yield environment.process(customer(True))

    environment.run(environment.process(arrivals()))
    return found[0], found[1]


def _vessel(vessel: Vessel, clock: float, chance: np.random.Generator) -> float:
    environment = simpy.Environment()
    before = vessel.before * vessel.headway
    queue: deque[bool] = deque()
    sea = {"closed": False, "opens": environment.event()}
    gone = environment.event()

    def weather() -> Generator[Any, Any, None]:
        share = vessel.closed_share[int((clock - before) / HOURS_A_MONTH) % 12]
        closed = chance.random() < share
        while True:
            now = clock - before + environment.now
            share = vessel.closed_share[int(now / HOURS_A_MONTH) % 12]
            sea["closed"] = closed
            if closed:
                yield environment.timeout(chance.exponential(vessel.closed_hours))
                sea["closed"] = False
                sea["opens"].succeed()
                sea["opens"] = environment.event()
            else:
                open_hours = vessel.closed_hours * (1 - share) / share if share else HOURS_A_MONTH
                yield environment.timeout(chance.exponential(open_hours) if share else open_hours)
            closed = not closed and share > 0

    def boxes() -> Generator[Any, Any, None]:
        while vessel.rate:
            yield environment.timeout(chance.exponential(1 / vessel.rate))
            queue.append(False)

    def ours() -> Generator[Any, Any, None]:
        yield environment.timeout(before)
        queue.append(True)

    def sailings() -> Generator[Any, Any, None]:
        first, number = chance.random() * vessel.headway, 0
        while True:
            shift = vessel.shift * (chance.random() - 0.5)
            planned = max(first + (number + shift) * vessel.headway, 0.0)
            if planned > environment.now:
                yield environment.timeout(planned - environment.now)
            while sea["closed"]:
                yield sea["opens"]
            for _ in range(min(vessel.capacity, len(queue))):
                if queue.popleft():
                    gone.succeed(environment.now)
            number += 1

    for process in (weather(), boxes(), ours(), sailings()):
        environment.process(process)
    return float(environment.run(gone)) - before


def _train(train: Train, chance: np.random.Generator) -> float:
    """A train of `size` boxes with no longest wait, as the corridor has it."""
    environment = simpy.Environment()
    place = int(chance.integers(train.size))

    def filling() -> Generator[Any, Any, None]:
        for _ in range(train.size - 1 - place):
            yield environment.timeout(chance.exponential(1 / train.rate))

    environment.run(environment.process(filling()))
    return float(environment.now)


def _drawn(distribution: Distribution, chance: np.random.Generator) -> float:
    return _at(distribution, chance.random())


def _at(distribution: Distribution, where: float) -> float:
    """By its table, so that drawing is as quick as it can be here."""
    if len(distribution.table) == 1:
        return distribution.quantile(where)
    place = where * (len(distribution.table) - 1)
    below = int(place)
    low, high = distribution.table[below : below + 2]
    return (low + (high - low) * (place - below)) * distribution.factor
