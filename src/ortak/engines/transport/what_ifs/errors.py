"""The errors of what-ifs: one, because a caller can only mend the question.

>>> str(ChangeError("half of what?"))
'half of what?'
"""


class ChangeError(ValueError):
    """A change or a question that makes no sense. The message says which, and what is valid."""
