"""What queueing theory says of the lines, vessels and trains that are simulated: to check the simulation against.

>>> multi_server_wait(0.5, 1.0, 1), single_server_wait(0.5, 1.0, 1.0)
(1.0, 1.0)
>>> vessel_wait(24.0), batch_wait(101, 2.0)
(12.0, 25.0)
"""

import math

import numpy as np


def single_server_wait(rate: float, service: float, squared_variation: float) -> float:
    """Mean wait of the M/G/1 queue: Pollaczek (1930) and Khinchine (1932). M/D/1 is `squared_variation` 0, M/M/1 is 1.

    >>> single_server_wait(0.8, 1.0, 0.0).__round__(6)
    2.0
    """
    load = rate * service
    return rate * service**2 * (1 + squared_variation) / (2 * (1 - load))


def multi_server_wait(rate: float, service: float, servers: int) -> float:
    """Mean wait of the M/M/c queue (Erlang 1917)."""
    load = rate * service
    blocked = 1.0
    for each in range(1, servers + 1):
        blocked = load * blocked / (each + load * blocked)
    waiting = blocked / (1 - load / servers * (1 - blocked))
    return waiting * service / (servers - load)


def vessel_wait(headway: float, shift: float = 0.0) -> float:
    """Mean wait for a vessel with room enough: half the headway, more if sailings shift: E[H^2] / 2 E[H].

    Sailings are shifted evenly by up to half of `shift` headways, so H = headway (1 + shift (U - V)) with U and V even
    from 0 to 1, and the variance of U - V is 1/6.
    """
    return headway / 2 * (1 + shift**2 / 6)


def full_vessel_wait(headway: float, capacity: int, rate: float) -> float:
    """Mean wait for a vessel of limited room, boxes of Poisson arrivals (Bailey 1954): the chain of queue lengths left
    behind by sailings is solved as linear equations, and Little's law gives the wait.

    >>> round(full_vessel_wait(24.0, 10**4, 1.0), 6)
    12.0
    """
    mean = rate * headway
    states = int(mean + 40 * math.sqrt(mean) + 40 / (1 - mean / capacity) + 4)
    counts = np.arange(2 * states)
    log = counts * math.log(mean) - mean - np.asarray([math.lgamma(each + 1) for each in counts.tolist()])
    chances = np.exp(log)
    step = np.zeros((states, states))
    for left in range(states):
        for came in range(min(states + capacity - left, chances.size)):
            step[left, min(max(left + came - capacity, 0), states - 1)] += chances[came]
    balance = np.vstack([step.T - np.eye(states), np.ones(states)])
    share = np.linalg.lstsq(balance, np.append(np.zeros(states), 1.0), rcond=None)[0]
    left_behind = float(share @ np.arange(states))
    return left_behind / rate + headway / 2


def batch_wait(size: int, rate: float) -> float:
    """Mean wait for a train of `size` to fill: half of the others still have to come."""
    return (size - 1) / (2 * rate)
