"""What moderators see of denials, and what they decide."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.history.models import Door
from dealmecca.roster.actions.decisions import reject, uphold
from dealmecca.roster.actions.handlings import end_handling
from dealmecca.roster.actions.reports import report
from dealmecca.roster.models import Evidence, Handling, Outcome, Said
from dealmecca.roster.queries import get_claim
from dealmecca.roster.queries.reports import open_reports
from tests.factories import make_company, make_contact, make_handling

AsUser = Callable[[User], Client]
TODAY = timezone.localdate()


@pytest.fixture
def handling(db: None) -> Handling:
    maren = make_contact("Maren Oduya", make_company("Halden & Pike"))
    return make_handling(maren, make_company("Kestrel Cola"), since=TODAY - timedelta(days=300))


@pytest.fixture
def denied(handling: Handling, ana: User, ben: User, cleo: User) -> Handling:
    """By two employers: Ana's and Ben's, and Cleo's."""
    cleo.email = "cleo@elsewhere.example"
    cleo.save()
    for user, said in ((ana, Said.WRONG), (ben, Said.WRONG), (cleo, Said.LEFT)):
        report(actor=user, door=Door.WEB, handling=handling, said=said, note="Heard it at a lunch")
    return handling


def outcomes() -> set[str]:
    return set(Evidence.objects.exclude(said=Said.CONFIRMED).values_list("outcome", flat=True))


def test_it_counts_employers_and_says_how_long(as_user: AsUser, moderator: User, denied: Handling) -> None:
    (one,) = open_reports(viewer=moderator)
    assert (one.wrong_by, one.left_by, one.confirmed_by, one.notes) == (1, 1, 1, ["Heard it at a lunch"])
    page = as_user(moderator).get("/reports").content.decode()
    assert "Wrong account, say 1 employer" in page and "Heard it at a lunch" in page


def test_ending_the_duty_tells_them_they_were_right(as_user: AsUser, moderator: User, denied: Handling) -> None:
    decision = {"decision": "END", "until": (TODAY - timedelta(days=3)).isoformat()}
    page = as_user(moderator).post(f"/reports/{denied.pk}", decision, follow=True).content.decode()
    denied.refresh_from_db()
    assert denied.until == TODAY - timedelta(days=3)
    assert outcomes() == {Outcome.UPHELD}
    assert "Nothing is open" in page and "ended." in page


def test_keeping_it_settles_the_dispute(as_user: AsUser, ana: User, admin: User, denied: Handling) -> None:
    assert get_claim(viewer=ana, handling_id=denied.pk).is_disputed
    as_user(admin).post(f"/reports/{denied.pk}", {"decision": "KEEP"})
    assert outcomes() == {Outcome.REJECTED}
    claim = get_claim(viewer=ana, handling_id=denied.pk)
    assert not claim.is_disputed and claim.standing.denied_by == 0
    assert open_reports(viewer=admin) == []


def test_what_ended_elsewhere_is_not_open(moderator: User, denied: Handling) -> None:
    end_handling(actor=moderator, door=Door.WEB, handling=denied, until=TODAY)
    assert open_reports(viewer=moderator) == []


def test_members_neither_see_nor_decide(as_user: AsUser, ana: User, denied: Handling) -> None:
    assert as_user(ana).get("/reports").status_code == 403
    assert as_user(ana).post(f"/reports/{denied.pk}", {"decision": "END"}).status_code == 403
    with pytest.raises(PermissionDenied):
        uphold(actor=ana, door=Door.WEB, handling=denied, until=TODAY)
    with pytest.raises(PermissionDenied):
        reject(actor=ana, handling=denied)
    assert Client().get("/reports").status_code == 302
    assert outcomes() == {""}


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"decision": "PERHAPS"}, 400),
        ({"decision": "END", "until": "soon"}, 400),
        ({"decision": "END", "until": "2090-01-01"}, 400),
        ({"decision": "END", "until": "1960-01-01"}, 400),
    ],
)
def test_what_cannot_be_meant_is_refused(
    as_user: AsUser, moderator: User, denied: Handling, values: dict[str, str], status: int
) -> None:
    assert as_user(moderator).post(f"/reports/{denied.pk}", values).status_code == status
    assert outcomes() == {""}
    assert as_user(moderator).get(f"/reports/{denied.pk}").headers["Location"] == "/reports"
    assert as_user(moderator).post("/reports/nobody", values).status_code == 404


def test_a_second_decision_changes_nothing(as_user: AsUser, moderator: User, denied: Handling) -> None:
    for _ in range(2):
        as_user(moderator).post(f"/reports/{denied.pk}", {"decision": "END", "until": ""})
    assert outcomes() == {Outcome.UPHELD}


def test_queries_do_not_grow(moderator: User, ana: User, denied: Handling) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            open_reports(viewer=moderator)
        return len(captured)

    assert cost() == 2
    for number in range(5):
        contact = make_contact(f"Person{number} X", denied.position.company)
        report(actor=ana, door=Door.WEB, handling=make_handling(contact, denied.account), said=Said.WRONG)
    assert cost() == 2
