"""`ortak transport front`: the exact set, in column order, sorted; what is wrong with a file is told by line."""

import doctest
import itertools
import json
import random
from pathlib import Path

import pytest

from ortak.areas.transport import edges
from ortak.cli import answer

EXAMPLE = "tail,head,hours,cost\nA,B,2,3.5\nB,C,1,0.1\nA,C,3,3.7\nA,C,5,1\nC,C,0,0\n"


@pytest.fixture
def front(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(text: str | bytes, source: str = "A", target: str = "C", *options: str) -> tuple[int, str, str]:
        file = tmp_path / "edges.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = answer(["transport", "front", str(file), "--from", source, "--to", target, *options])
        return code, *capsys.readouterr()

    return run


def test_the_examples_run() -> None:
    assert doctest.testmod(edges).failed == 0


def test_the_form_of_the_answer(front) -> None:
    code, out, _ = front(EXAMPLE, "A", "C", "--json")
    assert code == 0
    assert json.loads(out) == {
        "front": [{"cost": [3, 3.6], "path": ["A", "B", "C"]}, {"cost": [5, 1], "path": ["A", "C"]}]
    }


def test_no_path_is_an_empty_front_and_exit_1(front) -> None:
    code, out, _ = front(EXAMPLE, "C", "A", "--json")
    assert (code, json.loads(out)) == (1, {"front": []})


def test_from_a_place_to_itself_costs_nothing(front) -> None:
    code, out, _ = front(EXAMPLE, "B", "B", "--json")
    assert (code, json.loads(out)) == (0, {"front": [{"cost": [0, 0], "path": ["B"]}]})


def test_columns_stand_in_any_order_and_criteria_keep_theirs(front) -> None:
    text = "z,head,a,tail\n1,B,20,A\n"
    assert json.loads(front(text, "A", "B", "--json")[1])["front"] == [{"cost": [1, 20], "path": ["A", "B"]}]


def test_names_are_any_text_and_a_byte_order_mark_does_no_harm(front) -> None:
    text = '\ufefftail,head,x\n"Xi\'an, port",İstanbul,1\n\n'
    assert json.loads(front(text, "Xi'an, port", "İstanbul", "--json")[1])["front"][0]["path"][1] == "İstanbul"


@pytest.mark.parametrize("seed", range(10))
def test_against_all_simple_paths(front, seed: int) -> None:
    chance = random.Random(seed)
    arcs = [(chance.randrange(6), chance.randrange(6), chance.randint(0, 9), chance.randint(0, 9)) for _ in range(16)]
    best: dict[tuple[int, int], None] = {}
    for length in range(1, 6):
        for middle in itertools.permutations(range(1, 5), length - 1):
            way = [0, *middle, 5]
            choices = [[a[2:] for a in arcs if a[:2] == pair] for pair in itertools.pairwise(way)]
            for costs in itertools.product(*choices):
                best[tuple(map(sum, zip(*costs, strict=True)))] = None  # type: ignore[index]
    expected = sorted(c for c in best if not any(o != c and o[0] <= c[0] and o[1] <= c[1] for o in best))
    text = "tail,head,x,y\n" + "".join(",".join(map(str, arc)) + "\n" for arc in arcs) + "0,0,1,1\n5,5,1,1\n"
    _, out, _ = front(text, "0", "5", "--json")
    assert [tuple(row["cost"]) for row in json.loads(out)["front"]] == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tail,head,x\nA,B,-1\n", "line 2: x is -1; it must not be negative"),
        ("tail,head,x\nA,C,1\n\nA,B,far\n", "line 4: x is 'far', which is not a number"),
        ("tail,head,x\nA,B,nan\n", "line 2: x is nan; it must be finite"),
        ("tail,head,x\nA,B,1_0\n", "is not a number"),
        ("tail,head,x\nA,B,99999999999999999999\n", "too large"),
        ("tail,head,x\nA,,1\n", "line 2: head is empty"),
        ("tail,head,x\nA,B,\n", "line 2: x is empty"),
        ("tail,head,x\nA,B,1,2\n", "line 2: 4 cells under 3 columns"),
        ('tail,head,x\n"A\nB",C,1\nA,C,z\n', "line 4: x is 'z'"),
        ('tail,head,x\n"A,C,1\n', "unexpected end of data"),
        ("tail;head;x\nA;B;1\n", "there is no column tail"),
        ("tail,x\nA,1\n", "there is no column head"),
        ("tail,head\nA,B\n", "one column with a name for each criterion"),
        ("tail,head,x,x\nA,B,1,1\n", "the column 'x' is there twice"),
        ("", "the header has nothing"),
        ("tail,head,x\n", "no lines under its header"),
        (b"tail,head,x\nA,\xff,1\n", "is not UTF-8"),
        (f"tail,head,x\nA,B,{'9' * 200_000}\n", "field larger than field limit"),
    ],
)
def test_a_file_that_is_no_graph_is_refused_with_line_and_reason(front, text: str | bytes, reason: str) -> None:
    code, out, said = front(text)
    assert (code, out) == (2, "") and reason in said


def test_a_million_broken_lines_are_not_all_read(front) -> None:
    code, _, said = front("tail,head,x\n" + "A,B,oops\n" * 1_000_000)
    assert code == 2 and len(said.splitlines()) == 7 and "the rest was not read" in said


def test_an_unknown_end_comes_with_suggestions(front) -> None:
    code, _, said = front("tail,head,x\nBaku,Poti,1\n", "Baki", "Poti")
    assert code == 2 and "there is no place 'Baki' in the graph; did you mean Baku?" in said


def test_two_ends_without_a_path_are_told_where_the_gap_is(front) -> None:
    code, out, said = front("tail,head,x\nA,B,1\nC,D,1\n", "A", "D")
    assert code == 1 and "from A one reaches 1 other node (B), D is reached from 1 (C)" in out + said


def test_sums_that_overflow_are_refused(front) -> None:
    code, _, said = front(f"tail,head,x,y\nA,B,{2**60},1\nB,D,{2**60},1\nD,C,{2**60},1\n")
    assert code == 2 and "add up to more than 2**61" in said
