import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from ortak.mechanisms.presentation.downloads import csv_answer

CELL = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\r"), max_size=30)


@given(st.lists(st.tuples(CELL, CELL), max_size=10))
def test_a_download_reads_back_as_it_was_written(rows: list[tuple[str, str]]) -> None:
    answer = csv_answer("x.csv", ["a", "b"], rows)
    read = list(csv.reader(io.StringIO(answer.content.decode(), newline="")))
    assert read[0] == ["a", "b"]
    assert [[shown(cell) for cell in line] for line in rows] == read[1:]


def shown(cell: str) -> str:
    """Only what a spreadsheet would run is changed, by one apostrophe."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def test_a_text_that_a_spreadsheet_would_run_is_defused() -> None:
    answer = csv_answer("x.csv", ["a", "b"], [["=1+1", 1], ["@cmd", -3], ["-3", None]])
    assert answer.content.decode().splitlines() == ["a,b", "'=1+1,1", "'@cmd,-3", "'-3,"]
