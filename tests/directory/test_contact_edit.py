"""Adding a person, and changing one, on the pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.directory.actions import edit_contact
from dealmecca.directory.models import Contact
from dealmecca.history.models import Change, Door
from tests.factories import make_company, make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


FIELDS = (
    "first_name", "last_name", "title", "seniority", "department", "email", "phone", "linkedin_url", "twitter_url",
    "personal_website",
)  # fmt: skip


def form_of(contact: Contact | None = None, **changes: str) -> dict[str, str]:
    """What a browser sends: every field of the form, as shown."""
    sent = {name: getattr(contact, name, "") for name in FIELDS}
    company = contact.company if contact else None
    sent |= {"company": company.name if company else "", "company_for": company.name if company else ""}
    sent |= {"company_id": company.pk if company else ""}
    return sent | changes


def test_a_person_is_added_with_their_company_and_shown(ana: User, as_user: SignIn) -> None:
    make_company("Halden & Pike")
    response = as_user(ana).post(
        "/people/new", form_of(first_name="Maren", last_name="Oduya", title="VP Video", company="halden & pike")
    )
    contact = Contact.objects.get()
    assert response["Location"] == f"/people/{contact.pk}"
    assert (contact.full_name, contact.company and contact.company.name, contact.seniority) == (
        "Maren Oduya", "Halden & Pike", "VP",
    )  # fmt: skip
    change = Change.objects.get(record_id=contact.pk)
    assert (change.actor, change.door) == (ana, "WEB")


def test_a_link_from_a_company_fills_it_in(ana: User, as_user: SignIn) -> None:
    company = make_company("Halden & Pike")
    page = as_user(ana).get(f"/people/new?company={company.slug}").content.decode()
    assert 'name="company" value="Halden &amp; Pike"' in page
    assert f'value="{company.pk}" checked' in page
    assert as_user(ana).get("/people/new?company=nobody").status_code == 200


def test_a_refused_form_keeps_what_was_typed_and_says_what_to_mend(ana: User, as_user: SignIn) -> None:
    response = as_user(ana).post("/people/new", form_of(title="VP Video", email="not an address"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="VP Video"' in page
    assert 'id="id_email-error"' in page
    assert 'href="#id_email"' in page
    assert Contact.objects.count() == 0


def test_a_name_that_fits_several_companies_is_asked_back_without_script(ana: User, as_user: SignIn) -> None:
    chicago = make_company("Halden & Pike", city="Chicago")
    make_company("Halden & Pike", city="Austin")
    client = as_user(ana)
    asked = client.post("/people/new", form_of(last_name="Oduya", company="Halden & Pike"))
    assert asked.status_code == 422
    assert asked.content.decode().count('name="company_id"') == 2
    client.post(
        "/people/new",
        form_of(last_name="Oduya", company="Halden & Pike", company_for="Halden & Pike", company_id=chicago.pk),
    )
    assert Contact.objects.get().company == chicago


def test_a_company_that_is_not_there_is_not_made_up(ana: User, as_user: SignIn) -> None:
    response = as_user(ana).post("/people/new", form_of(last_name="Oduya", company="Nobody Knows"))
    assert "There is no company of this name." in response.content.decode()
    assert Contact.objects.count() == 0


def test_a_choice_made_for_another_text_does_not_count(ana: User, as_user: SignIn) -> None:
    """Without script the old choice stays ticked while the name is typed over: the name wins."""
    old, new = make_company("Halden & Pike"), make_company("Larkspur & Vane")
    contact = make_contact("Maren Oduya", old)
    as_user(ana).post(f"/people/{contact.pk}/edit", form_of(contact, company="Larkspur & Vane"))
    contact.refresh_from_db()
    assert contact.company == new


def test_an_edit_writes_only_what_was_changed(ana: User, ben: User, as_user: SignIn) -> None:
    """Ben's change, made while Ana's form stood open, survives."""
    contact = make_contact("Maren Oduya", make_company(), title="VP Video", phone="+1 312 555 0118")
    shown = form_of(contact)
    edit_contact(actor=ben, door=Door.WEB, contact=contact, values={"phone": "+1 312 555 0199"})
    response = as_user(ana).post(
        f"/people/{contact.pk}/edit", shown | {"title": "SVP Video", "phone": "+1 312 555 0199"}
    )
    assert response.status_code == 302
    contact.refresh_from_db()
    assert (contact.title, contact.phone) == ("SVP Video", "+1 312 555 0199")
    assert "phone" not in Change.objects.filter(actor=ana).latest("id").fields


def test_a_person_can_leave_their_company(ana: User, as_user: SignIn) -> None:
    contact = make_contact("Maren Oduya", make_company())
    as_user(ana).post(f"/people/{contact.pk}/edit", form_of(contact, company=""))
    contact.refresh_from_db()
    assert contact.company is None


def test_saving_without_a_change_writes_no_history(ana: User, as_user: SignIn) -> None:
    contact = make_contact("Maren Oduya", make_company(), title="VP Video")
    before = Change.objects.count()
    response = as_user(ana).post(f"/people/{contact.pk}/edit", form_of(contact), follow=True)
    assert "Nothing was different." in response.content.decode()
    assert Change.objects.count() == before


def test_a_visitor_neither_sees_nor_sends_the_form(client: Client) -> None:
    contact = make_contact()
    for address in ("/people/new", f"/people/{contact.pk}/edit"):
        assert client.get(address)["Location"].startswith("/accounts/login/")
        assert client.post(address, form_of(last_name="Other"))["Location"].startswith("/accounts/login/")
    assert list(Contact.objects.values_list("last_name", flat=True)) == ["Oduya"]


def test_somebody_who_is_gone_is_a_404(ana: User, as_user: SignIn) -> None:
    assert as_user(ana).post("/people/cnobody/edit", form_of(last_name="X")).status_code == 404


@pytest.mark.parametrize("nothing", ["\0", "x" * 10_000, "' OR 1=1", "é" * 300])
def test_nonsense_in_any_field_is_an_answer_and_no_crash(ana: User, as_user: SignIn, nothing: str) -> None:
    client = as_user(ana)
    company = make_company()
    for sent in (
        form_of(last_name="Oduya", company=nothing, company_for=nothing),
        form_of(last_name="Oduya", company="x", company_for="x", company_id=nothing),
        form_of(last_name="Oduya", company=nothing, company_for=nothing, company_id=company.pk),
        form_of(last_name="Oduya", seniority=nothing, email=nothing, phone=nothing, title=nothing),
        form_of(first_name=nothing, linkedin_url=nothing),
    ):
        assert client.post("/people/new", sent).status_code in (302, 422)
    assert client.get("/people/new", {"company": nothing}).status_code == 200
    assert client.get("/companies/choices", {"company": nothing}).status_code == 200
