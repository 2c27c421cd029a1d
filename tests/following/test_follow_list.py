"""What I follow: the list, leaving off, and that it is nobody else's business."""

from collections.abc import Callable

from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.following.actions import follow
from dealmecca.following.models import Follow
from tests.factories import make_company

AsUser = Callable[[User], Client]


def test_it_lists_both_kinds_and_leaves_off(as_user: AsUser, ana: User, kestrel: Company, maren: Contact) -> None:
    row, _ = follow(actor=ana, record=kestrel)
    follow(actor=ana, record=maren)
    page = as_user(ana).get("/following").content.decode()
    assert "Kestrel Cola" in page and "Group Director, Halden &amp; Pike" in page
    assert as_user(ana).post(f"/following/{row.pk}/end").status_code == 302
    assert "Kestrel Cola" not in as_user(ana).get("/following").content.decode()
    assert as_user(ana).post(f"/following/{row.pk}/end").status_code == 404
    assert as_user(ana).get(f"/following/{row.pk}/end").status_code == 302


def test_others_neither_see_nor_end_it(as_user: AsUser, ana: User, ben: User, kestrel: Company) -> None:
    row, _ = follow(actor=ana, record=kestrel)
    assert "Kestrel Cola" not in as_user(ben).get("/following").content.decode()
    assert as_user(ben).post(f"/following/{row.pk}/end").status_code == 404
    assert Follow.objects.filter(user=ana).exists()
    assert Client().get("/following").status_code == 302


def test_long_lists_have_pages(
    as_user: AsUser, ana: User, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(51):
        follow(actor=ana, record=make_company(f"Company {number:02}"))
    client = as_user(ana)
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        first = client.get("/following")
    assert "Company 50" in first.content.decode() and "Company 00" not in first.content.decode()
    assert "Company 00" in client.get(f"/following?after={first.context['next_after']}").content.decode()
