"""Lines are numbered as editors and the command number them."""

from ortak.areas.language.identifying import identify_text


def test_a_line_ends_at_a_line_feed_and_nowhere_else() -> None:
    text = "Бүгін ауа\u2028райы жақсы\r\n\r\nBugun havo\x0cyaxshi\x85boʻldi\nBugün hava güzel"
    assert [(line.number, line.found.tag) for line in identify_text(text)] == [
        (1, "kk-Cyrl"),
        (3, "uz-Latn"),
        (4, "tr-Latn"),
    ]
