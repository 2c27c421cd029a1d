"""`dealmecca backtest_vulnerability`."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dealmecca.directory.models import Company
from dealmecca.outlook.actions.lessons import learn_lessons
from dealmecca.outlook.models import Calibration
from tests.factories import make_partnership

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    out = StringIO()
    call_command("backtest_vulnerability", *options, stdout=out)
    return out.getvalue()


def test_it_says_how_it_would_have_done(kestrel: Company, agency: Company) -> None:
    make_partnership(agency, kestrel, since=date(2019, 1, 1))
    told = run()
    assert "12 looks at 1 accounts" in told
    assert "Not shown to be better" in told
    assert json.loads(run("--json"))["base_rate"] == 0


def test_nothing_to_look_back_on(db: None) -> None:
    assert "nothing to look back on" in run()
    assert json.loads(run("--json")) is None


@pytest.mark.parametrize("wrong", ["--years=0", "--horizon-months=40"])
def test_numbers_that_make_no_sense(db: None, wrong: str) -> None:
    with pytest.raises(CommandError, match="Give 1 to 20 years"):
        run(wrong)


def test_lessons_are_learnt_once_a_day(kestrel: Company, agency: Company) -> None:
    make_partnership(agency, kestrel, since=date(2019, 1, 1))
    assert learn_lessons() and not learn_lessons()
    count = Calibration.objects.count()
    assert count >= 20
    assert learn_lessons(again=True) and Calibration.objects.count() == count
