"""The statistics of the benchmark can tell a pile that is slower from one that is not."""

import random

import pytest

from bench.addresses import same_by_chance

pytestmark = pytest.mark.once


def test_equal_piles_are_equal_by_chance_and_a_slower_one_is_found_out() -> None:
    random.seed(1)
    one, other = ([random.gauss(100, 10) for _ in range(200)] for _ in range(2))
    assert same_by_chance(one, other) > 0.01
    assert same_by_chance(one, [value + 5 for value in other]) < 0.01
    assert same_by_chance([1.0] * 9, [1.0] * 9) == 1.0
