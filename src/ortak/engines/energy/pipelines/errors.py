"""The errors of the pipeline engine.

PipelineError
  BadNetwork       a network, a nomination or a flow problem that makes no sense: where, why and what is valid
  NotSolved        the equations of a gas network have no answer at the set points given: where they stay open
"""


class PipelineError(ValueError):
    """What is wrong with a pipeline network that somebody gave.

    >>> issubclass(NotSolved, PipelineError)
    True
    """


class BadNetwork(PipelineError):
    """The network or the nomination makes no sense: what, where, and what is valid."""


class NotSolved(PipelineError):
    """No pressures and flows satisfy the equations at these set points."""
