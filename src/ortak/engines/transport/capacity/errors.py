"""The errors of the capacity engine: one, because a caller can only mend the input.

>>> str(CapacityError("limit port: an amount is a number from 0 up, not -1"))
'limit port: an amount is a number from 0 up, not -1'
"""


class CapacityError(ValueError):
    """A flow problem that makes no sense. The message says where, why and what is valid."""
