"""Rows made once for a module: each test has them as they were made, and after the module there are none."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from dealmecca.directory.models import Company
from tests.factories import make_company
from tests.shared_rows import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Company]:
    with made_once(django_db_blocker):
        yield make_company("Kestrel Cola")


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_writes_is_taken_back_by_that_test(made: Company, turn: str) -> None:
    lent = deepcopy(made)
    assert [(company.name, company.description) for company in Company.objects.all()] == [("Kestrel Cola", "")]
    assert lent.description == ""
    lent.description = f"Written by the {turn}"
    Company.objects.filter(pk=lent.pk).update(description=lent.description)
    make_company("Tallgrass Bank")
    assert Company.objects.count() == 2


def test_nothing_is_left_when_the_module_ends(django_db_blocker: Any) -> None:
    before = Company.objects.count()
    with made_once(django_db_blocker):
        make_company("Avenna Air")
        assert Company.objects.count() == before + 1
    assert Company.objects.count() == before
