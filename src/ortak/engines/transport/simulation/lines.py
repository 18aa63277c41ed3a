"""A line with servers: first come, first served; what came before is simulated customer by customer.

The recursion is that of Lindley (1952) for one server and of Kiefer and Wolfowitz (1955) for several: it handles the
same events as a calendar of events would, in the order of arrival, which is enough where nobody overtakes.
"""

import numpy as np
import numpy.typing as npt

from ortak.engines.compiled import compiled
from ortak.engines.transport.simulation.calendars import after_work
from ortak.engines.transport.simulation.distributions import Numbers, drawn
from ortak.engines.transport.simulation.randomness import exponential, stream_key, uniform


@compiled
def leaves_line(
    key: np.uint64,
    arrives: float,
    rate: float,
    servers: int,
    before: int,
    kind: int,
    table: Numbers,
    opens: float,
    closes: float,
) -> tuple[float, float]:
    """When a customer that arrives at `arrives` has been served, and the service alone; hours.

    `before` customers came before it at `rate` an hour, the first to an empty line. Even numbers of the stream are
    times between arrivals, odd ones are services, counted back from the customer (its own service is number 1), so that
    those who came last draw the same however many come before.
    """
    clock = arrives
    if closes - opens < 24.0:
        for each in range(before):
            clock -= exponential(uniform(key, 2 * each + 2), 1.0 / rate)
    else:
        clock = 0.0
    free = np.full(servers, clock)
    for each in range(before - 1, -1, -1):
        service = drawn(kind, table, uniform(key, 2 * each + 3))
        server = _soonest(free)
        free[server] = after_work(max(clock, free[server]), service, opens, closes)
        clock += exponential(uniform(key, 2 * each + 2), 1.0 / rate)
    own = drawn(kind, table, uniform(key, 1))
    done = after_work(max(clock, free[_soonest(free)]), own, opens, closes)
    if closes - opens < 24.0:
        return done, own
    return arrives + (done - clock), own


@compiled
def _soonest(free: Numbers) -> int:
    best = 0
    for server in range(1, free.size):
        if free[server] < free[best]:
            best = server
    return best


@compiled
def waits(seed: int, customers: int, rate: float, servers: int, kind: int, table: Numbers) -> npt.NDArray[np.float64]:
    """The waits of `customers` customers one after the other, the line empty at first: shape (customers,), hours.

    >>> from ortak.engines.transport.simulation.distributions import exponential_of, packed
    >>> kinds, tables = packed([exponential_of(0.5)])
    >>> round(float(waits(1, 400_000, 1.0, 1, kinds[0], tables[0]).mean()), 1)
    0.5
    """
    key = stream_key(seed, 0, 0)
    found = np.empty(customers)
    free = np.zeros(servers)
    clock = 0.0
    for each in range(customers):
        clock += exponential(uniform(key, 2 * each + 2), 1.0 / rate)
        server = _soonest(free)
        start = max(clock, free[server])
        found[each] = start - clock
        free[server] = start + drawn(kind, table, uniform(key, 2 * each + 3))
    return found
