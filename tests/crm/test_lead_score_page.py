"""Lead scores: lines that sum, a score of one's own, and nobody else's."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmecca.accounts.models import User
from dealmecca.crm.actions.interactions import delete_interaction, log_interaction
from dealmecca.crm.actions.lead_scores import compute_stale_scores
from dealmecca.crm.lead_formula import score_items, total
from dealmecca.crm.models import LeadScore
from dealmecca.crm.queries.lead_scores import lead_score_of
from dealmecca.crm.vocabularies import OUTCOME
from dealmecca.directory.actions import edit_contact
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.vocabularies import COMPANY_TYPE, DEPARTMENT, EMPLOYEE_RANGE, SENIORITY
from dealmecca.history.models import Door

SignIn = Callable[[User], Client]
codes = {
    "seniority": st.sampled_from(["", *SENIORITY.codes]),
    "department": st.sampled_from(["", *DEPARTMENT.codes]),
    "company_type": st.sampled_from(["", *COMPANY_TYPE.codes]),
    "size": st.sampled_from(["", *EMPLOYEE_RANGE.codes]),
}
ways = st.lists(st.booleans(), min_size=3, max_size=3)
outcomes = st.lists(st.sampled_from(["", *OUTCOME.codes]), max_size=30)


@settings(max_examples=200)
@given(ways=ways, outcomes=outcomes, has_company=st.booleans(), seed=st.integers(0, 9), **codes)
def test_it_is_bounded_sums_and_knows_no_order(
    ways: list[bool], outcomes: list[str], has_company: bool, seed: int, seniority: str, department: str,
    company_type: str, size: str,
) -> None:  # fmt: skip
    email, phone, linkedin_url = (("x" if way else "") for way in ways)
    contact = Contact(
        seniority=seniority, department=department, email=email, phone=phone, linkedin_url=linkedin_url,
        company=Company(company_type=company_type, size=size) if has_company else None,
    )  # fmt: skip
    items = score_items(contact, outcomes)
    shuffled = random.Random(seed).sample(outcomes, len(outcomes))
    assert 0 <= total(items) <= 100
    assert all(item.points >= 0 and item.label for item in items)
    assert score_items(contact, shuffled) == items
    assert total(score_items(contact, [*outcomes, ""])) >= total(items), "another contact never lowers it"


def test_the_best_of_all_is_a_hundred() -> None:
    company = Company(company_type="AGENCY", size="10001+")
    contact = Contact(
        seniority="FOUNDER", department="MEDIA_BUYING", email="x", phone="x", linkedin_url="x", company=company
    )
    assert total(score_items(contact, ["PROPOSAL_ASKED"] * 9)) == 100


@pytest.mark.django_db
def test_what_is_stored_is_read_back_verbatim(ana: User, ben: User, maren: Contact) -> None:
    before = lead_score_of(viewer=ana, contact=maren)
    row, _ = log_interaction(actor=ana, text="called", kind="CALL", outcome="INTERESTED", contacts=[maren])
    stored, read = LeadScore.objects.get(), lead_score_of(viewer=ana, contact=maren)
    assert read.score == stored.score == before.score + 7 == sum(item.points for item in read.items)
    assert [item.stored() for item in read.items] == stored.items
    assert lead_score_of(viewer=ben, contact=maren) == before, "nobody else's score knows of it"
    delete_interaction(actor=ana, interaction=row)
    assert lead_score_of(viewer=ana, contact=maren).score == before.score


@pytest.mark.django_db
def test_set_by_hand_it_stays_and_says_so(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    page = client.post(f"/people/{maren.pk}/lead-score", {"score": "97"}, follow=True).content.decode()
    assert "Lead score 97 of 100" in page and "97, set by you on" in page
    log_interaction(actor=ana, text="called", contacts=[maren])
    assert lead_score_of(viewer=ana, contact=maren).score == 97
    client.post(f"/people/{maren.pk}/lead-score", {"remove": "1"})
    assert lead_score_of(viewer=ana, contact=maren).override is None
    for wrong in ("", "-1", "101", "ten"):
        assert client.post(f"/people/{maren.pk}/lead-score", {"score": wrong}).status_code == 400
    assert client.get("/people/cnobody/lead-score").status_code == 404


@pytest.mark.django_db
def test_a_record_that_changed_is_scored_anew(ana: User, maren: Contact) -> None:
    log_interaction(actor=ana, text="called", contacts=[maren])
    assert compute_stale_scores() == 0
    edit_contact(actor=None, door=Door.SYSTEM, contact=maren, values={"seniority": "FOUNDER"})
    before = LeadScore.objects.get().score
    assert compute_stale_scores() == 1
    assert LeadScore.objects.get().score > before
    old = timezone.now() - timedelta(days=2)
    LeadScore.objects.update(computed_at=old)
    assert compute_stale_scores() == 1 and compute_stale_scores() == 0
