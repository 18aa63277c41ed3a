"""The reader: what a file may look like, and every way in which it may be broken."""

import re
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortak.engines.energy.grid import BadCase, network_of, read_case
from ortak.engines.energy.grid.matpower import TINY


def test_a_file_may_be_written_in_many_ways():
    other = """
    %% a comment
    function m = other % named otherwise
    m.version = "2"; m_is_not = 1;
    """
    with pytest.raises(BadCase, match="line 4"):
        read_case(other)
    written = (
        "% first\n%{\nmpc.bus = nonsense\n%}\nfunction [mpc] = tiny()\nmpc.version = '2'\nmpc.baseMVA=1e2; % MVA\n"
        "mpc.bus = [1, 3, 0, 0, 0, 0, 1, 1, 0, 230, 1, 1.1, .9; ...\n"
        "  2 1 9.d1 0 0 0 1 ...  % goes on\n 1 0 230 1 1.1 0.9];\n"
        "mpc.gen = [\n1\t90 0 Inf -Inf 1 100 1 200 0 0 0\n];\n"
        "mpc.gencost = [ 2 0 0 3 0.01 20 0 ];\nmpc.bus_name = {\n'Ankara 100%'; 'Baku ]';\n};\nmpc.dcline = [];\n"
        "mpc.branch = [ 1 2 0.01 0.1 0.02 120 0 0 0 0 1 -30 30 ];\nend\n"
    )
    case, tiny = read_case(written), read_case(TINY)
    assert np.array_equal(case.bus.values, tiny.bus.values)
    assert np.array_equal(case.branch.values, tiny.branch.values)
    assert case.gen["Qmax"].tolist() == [np.inf]
    assert (case.base_mva, case.bus.lines.tolist()) == (100.0, [8, 10])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("mpc.branch = [", "mpc.branches = [", "no matrix branch; needed are bus, gen, branch"),
        ("mpc.gen = [", "mpc.gens = [", "no matrix gen"),
        ("version = '2'", "version = '1'", "line 2: version is '1'; version '2' is read"),
        ("mpc.version = '2';\n", "", "no version"),
        ("mpc.baseMVA = 100;\n", "", "no baseMVA"),
        ("baseMVA = 100", "baseMVA = 0", "line 3: baseMVA is '0'"),
        ("baseMVA = 100", "baseMVA = 1e400", "line 3: baseMVA is '1e400'"),
        ("baseMVA = 100", "baseMVA = a + 1", "line 3: baseMVA is 'a + 1'"),
        ("2 1 90 0 0 0 1 1 0 230 1 1.1 0.9", "2 1 90 0 0 0 1 1 0 230 1 1.1", "line 6: 12 columns in bus, but 13"),
        ("1 90 0 50 -50 1 100 1 200 0", "1 90 0 50 -50 1 100 1 200", "line 8: gen has 9 columns; at least 10: bus, Pg"),
        ("2 1 90", "2 1 9O", "line 6: '9O' in bus is not a number"),
        ("2 1 90", "2 1 1_000", "line 6: '1_000' in bus is not a number"),
        ("2 1 90", "2 1 (90)", "line 6: '(90)' in bus is not a number"),
        ("2 1 90", "2 1 NaN", "line 6: Pd is NaN; only finite"),
        ("2 1 90", "2 1 Inf", "line 6: Pd is infinite; only finite"),
        ("2 1 90", "2.5 1 90", "line 6: bus 2.5: its number must be"),
        ("2 1 90", "1 1 90", "line 6: bus 1 is there a second time"),
        ("2 1 90", "2 5 90", "line 6: type 5 of bus 2; valid are 1 (load)"),
        ("1 3  0", "1 1  0", "no slack bus: one bus needs type 3"),
        ("1 1.1 0.9;\n]", "1 0.8 0.9;\n]", "line 6: bus 2: Vmin 0.9 is above Vmax 0.8"),
        ("1 1.1 0.9;\n]", "1 0 -1;\n]", "line 6: bus 2: Vmax 0 is not above 0"),
        ("];\nmpc.gen", "mpc.gen", "line 7: 'mpc.gen' in bus is not a number"),
        ("];\nmpc.gen", "]; mpc.x = 1;\nmpc.gen", "line 7: '; mpc.x = 1;' after the end of bus"),
        ("[ 1 90 0 50", "[ 7 90 0 50", "line 8: gen at bus 7, which is not in the matrix bus"),
        ("50 -50 1", "50 60 1", "line 8: generator at bus 1: Qmin 60 is above Qmax 50"),
        ("100 1 200 0", "100 1 200 300", "line 8: generator at bus 1: Pmin 300 is above Pmax 200"),
        ("100 1 200 0", "100 0 200 0", "no generator is in service"),
        ("1 100 1 200", "0 100 1 200", "line 8: generator at bus 1: Vg 0 is not above 0"),
        ("[ 1 2 0.01 0.1", "[ 1 9 0.01 0.1", "line 9: branch at bus 9, which is not in the matrix bus"),
        ("[ 1 2 0.01 0.1", "[ 1 2 0 0", "line 9: branch 1 to 2 has no impedance"),
        ("[ 1 2 0.01 0.1", "[ 2 2 0.01 0.1", "line 9: branch 2 to 2 leads from a bus to itself"),
        ("0.02 120", "0.02 -120", "line 9: branch 1 to 2: rateA -120 is below 0"),
        ("0 0 0 0 1 -30", "0 0 -1 0 1 -30", "line 9: branch 1 to 2: ratio -1 is below 0"),
        ("-30 30", "30 -30", "line 9: branch 1 to 2: angmin 30 is above angmax -30"),
        ("[ 2 0 0 3 0.01", "[ 3 0 0 3 0.01", "line 10: cost model 3; valid are 1"),
        ("[ 2 0 0 3 0.01", "[ 2 0 0 4 0.01", "line 10: n is 4, for which the row of 7 columns is too short"),
        ("[ 2 0 0 3 0.01", "[ 2 0 0 0 0.01", "line 10: n is 0; a whole number above 0"),
        ("3 0.01 20 0 ]", "3 0.01 20 0; 2 0 0 3 0 0 0; 2 0 0 3 0 0 0]", "line 10: 3 rows in gencost for 1 generators"),
        ("2 0 0 3 0.01 20 0 ", "1 0 0 1 0 20 0 ", "line 10: a piecewise linear cost of 1 point"),
        ("2 0 0 3 0.01 20 0 ", "1 0 0 2 5 20 5 30 ", "line 10: the points of a piecewise linear cost must rise"),
        ("mpc.gencost", "mpc.dcline = [ 1 2 3 ];\nmpc.gencost", "line 10: dcline is not modelled"),
        ("mpc.gencost", "mpc.branch(:, 3) = 0;\nmpc.gencost", "line 10: 'mpc.branch(:, 3) = 0;' is not data"),
        ("mpc.gencost", "mpc.bus = [];\nmpc.gencost", "line 10: bus is given a second time"),
        ("0.01 20 0 ];\n", "0.01 20 0 \n", "line 10: gencost is never closed by ]"),
        ("mpc.gencost", "%{\nmpc.gencost", "line 10: a comment %{ that is never closed"),
    ],
)  # fmt: skip
def test_what_is_broken_is_refused_with_its_line(old, new, says):
    assert TINY.count(old) >= 1
    with pytest.raises(BadCase, match=re.escape(says)) as refused:
        read_case(TINY.replace(old, new, 1), "tiny.m")
    assert str(refused.value).startswith("tiny.m")


def test_slopes_that_fall_are_refused():
    bent = TINY.replace("2 0 0 3 0.01 20 0 ", "1 0 0 3 0 0 10 30 20 40 ")
    with pytest.raises(BadCase, match=r"case, line 10: the slopes of a piecewise linear cost must not fall"):
        network_of(read_case(bent))


def test_what_is_out_of_service_may_be_odd():
    odd = TINY.replace("-30 30 ];", "-30 30; 1 2 0 0 0 -5 0 0 -1 0 0 30 -30 ];").replace(
        "200 0 ];", "200 0; 2 0 0 1 2 0 100 0 1 2 ];"
    )
    odd = odd.replace("3 0.01 20 0 ]", "3 0.01 20 0; 2 0 0 3 0 0 0 ]")
    network = network_of(read_case(odd))
    assert (len(network.tail), len(network.generator_bus)) == (1, 1)


def test_isolated_buses_and_islands():
    """Bus 5 is isolated and takes its generator and branch with it; 8 and 9 are an island of their own."""
    wide = TINY.replace("];\nmpc.gen =", " 5 4 70 0 0 0 1 1 0 230 1 1.1 0.9;\n 9 1 1 0 0 0 1 1 0 230 1 1.1 0.9;\n"
                        " 8 2 2 0 0 0 1 1 0 230 1 1.1 0.9\n];\nmpc.gen =")  # fmt: skip
    wide = wide.replace("200 0 ];", "200 0; 5 1 0 1 0 1 100 1 5 0; 8 1 0 1 0 1 100 1 5 0 ];")
    wide = wide.replace("-30 30 ];", "-30 30; 2 5 0 1 0 0 0 0 0 0 1 0 0; 8 9 0 1 0 0 0 0 0 0 1 -360 360 ];")
    wide = wide.replace("3 0.01 20 0 ]", "3 0.01 20 0; 2 0 0 3 0 0 0; 2 0 0 3 0 0 0 ]")
    network = network_of(read_case(wide))
    assert [network.bus_name(k) for k in range(4)] == ["1", "2", "9", "8"]
    assert network.island.tolist() == [0, 0, 1, 1]
    assert [network.bus_name(k) for k in network.reference] == ["1", "8"]
    assert network.generator_row.tolist() == [0, 2]
    assert network.branch_name(1) == "8 to 9 (row 3)"
    assert np.isinf(network.angle_limits[1]).all() and np.isinf(network.rate[1])


@given(st.text(alphabet="mpc.busgen=[];{}'%12 \n\t-eNaIf,()", max_size=80), st.integers(0, len(TINY)))
def test_any_text_is_read_or_refused(text, place):
    with suppress(BadCase):
        read_case(TINY[:place] + text + TINY[place:])
