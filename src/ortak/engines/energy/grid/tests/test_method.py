"""The interior point method and its factors, against dense algebra and problems with known answers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array, random_array, triu

from ortak.engines.energy.grid.interior_point import Tolerance, minimise
from ortak.engines.energy.grid.ldl import analyse, factor


@given(st.integers(0, 10**6), st.integers(1, 20), st.integers(0, 10))
def test_factors_solve_and_count_signs(seed, positive, negative):
    dice = np.random.default_rng(seed)
    size = positive + negative
    tied = random_array((negative, positive), density=0.3, rng=dice).toarray()
    matrix = np.block(
        [[np.diag(dice.uniform(0.5, 2, positive)), tied.T], [tied, -np.diag(dice.uniform(0.5, 2, negative))]]
    )
    order = dice.permutation(size)
    matrix = matrix[np.ix_(order, order)]
    upper = triu(csr_array(matrix)).tocsc()
    symbolic = analyse(upper.indptr.astype(np.int64), upper.indices.astype(np.int64))
    factors = factor(symbolic, upper.indptr.astype(np.int64), upper.indices.astype(np.int64), upper.data)
    right = dice.normal(size=size)
    assert factors.negative == negative
    assert np.allclose(factors.solve(right), np.linalg.solve(matrix, right), rtol=1e-9, atol=1e-9)


class Hock71:
    """Problem 71 of Hock and Schittkowski (1981), Test Examples for Nonlinear Programming Codes: minimum 17.0140173."""

    start = np.array([1.0, 5.0, 5.0, 1.0])
    bounds = np.full((4, 2), [1.0, 5.0])

    def objective(self, x):
        a, b, c, d = x
        return a * d * (a + b + c) + c, np.array([d * (2 * a + b + c), a * d, a * d + 1, a * (a + b + c)])

    def equalities(self, x):
        return np.array([x @ x - 40]), csr_array([2 * x])

    def inequalities(self, x):
        return np.array([25 - x.prod()]), csr_array([-x.prod() / x])

    def hessian(self, x, scale, equal, unequal):
        a, b, c, d = x
        own = np.array([[2 * d, d, d, 2 * a + b + c], [d, 0, 0, a], [d, 0, 0, a], [2 * a + b + c, a, a, 0]])
        product = x.prod() / np.outer(x, x) * (1 - np.eye(4))
        return csr_array(scale * own + 2 * equal[0] * np.eye(4) - unequal[0] * product + 1e-300)


def test_a_published_problem():
    found = minimise(Hock71(), Tolerance(feasible=1e-9, gradient=1e-9, gap=1e-10))
    assert found.converged
    assert round(found.objective, 6) == 17.014017
    assert np.allclose(found.x, [1, 4.7429994, 3.8211503, 1.3794082], atol=1e-6)
    assert found.lower[0] > 1  # it rests on the bound of the first


class Fixed(Hock71):
    bounds = np.array([[1.0, 5.0], [4.0, 4.0], [1.0, 5.0], [1.0, 5.0]])


def test_a_fixed_variable_and_the_price_of_fixing_it():
    """Its multiplier is what the objective gains by loosening it: compared with solving beside it."""

    def at(value):
        beside = Fixed()
        beside.bounds = np.array([[1.0, 5.0], [value, value], [1.0, 5.0], [1.0, 5.0]])
        return minimise(beside, Tolerance(feasible=1e-10, gradient=1e-10, gap=1e-11))

    found = at(4.0)
    assert found.converged and abs(found.x[1] - 4) < 1e-9
    slope = (at(4.001).objective - at(3.999).objective) / 0.002
    assert abs((found.lower[1] - found.upper[1]) - slope) < 1e-4


def test_the_same_input_gives_the_same_bits():
    one, other = minimise(Hock71()), minimise(Hock71())
    assert one.x.tobytes() == other.x.tobytes()
