"""The errors of the simulation.

SimulationError
    BadStage       a stage of the corridor makes no sense: which, why, and what is valid
    Overloaded     more arrives at a line than it can serve, so its queue has no end
"""


class SimulationError(ValueError):
    """A corridor or a run that cannot be simulated."""


class BadStage(SimulationError):
    """A stage with a figure that makes no sense.

    >>> str(BadStage("port: a line has at least one server, not 0"))
    'port: a line has at least one server, not 0'
    """


class Overloaded(SimulationError):
    """More arrives than is served: `utilisation` is at least one."""

    def __init__(self, stage: str, utilisation: float) -> None:
        self.stage, self.utilisation = stage, utilisation
        super().__init__(
            f"{stage}: {utilisation:.0%} of what it can serve arrives, so the queue grows without end; "
            "let less arrive, or give it more or faster servers"
        )
