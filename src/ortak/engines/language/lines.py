"""The lines of a text, as the commands, the pages and editors count them."""


def lines_of(text: str) -> list[str]:
    r"""The lines of a text. A line ends at a line feed, with or without a carriage return before it, and nowhere else:
    `str.splitlines` also breaks at form feeds and at signs of Unicode, so that numbers of lines would not agree.

    >>> lines_of("one\r\ntwo\u2028still two\n")
    ['one', 'two\u2028still two']
    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines if lines[-1] else lines[:-1]
