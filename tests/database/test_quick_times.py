"""Times come back as they were written, whichever database keeps them and however fast it is read."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.factories import make_company

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("microsecond", [0, 1, 120_000, 123_456, 999_999])
def test_a_time_comes_back_to_the_microsecond(microsecond: int) -> None:
    company = make_company("Kestrel Cola")
    moment = datetime(2026, 3, 8, 2, 30, 59, microsecond, tzinfo=UTC)
    type(company).objects.filter(pk=company.pk).update(updated_at=moment)
    company.refresh_from_db()
    assert company.updated_at == moment and company.updated_at.utcoffset() == moment.utcoffset()


def test_what_no_time_of_ours_can_be_is_refused_as_before() -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT '0001-01-01 00:00:00 BC'::timestamptz")
        with pytest.raises(Exception, match="year 1|timestamp"):
            cursor.fetchall()
