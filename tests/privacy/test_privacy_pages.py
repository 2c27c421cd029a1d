"""The pages of people's rights: who asked not to be listed, erasing somebody."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.crm.actions.notes import write_note
from dealmecca.directory.models import Contact, Suppression
from dealmecca.history.models import Change
from tests.factories import make_contact

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_the_page_of_admins_says_when_and_why_and_never_whom(admin: User, moderator: User, as_user: SignIn) -> None:
    browser = as_user(admin)
    assert "Nobody asked yet" in browser.get("/operate/privacy").content.decode()
    made = browser.post("/operate/privacy", {"address": "maren@halden.example", "reason": "Asked by mail"})
    assert made.status_code == 302
    row = Suppression.objects.get()
    page = browser.get("/operate/privacy").content.decode()
    assert "Asked by mail" in page and "Admin" in page and "maren" not in page.lower()
    listed = make_contact("Tobias Rao", email="tobias@halden.example")
    answer = browser.post("/operate/privacy", {"address": "tobias@halden.example", "reason": "Asked"})
    assert answer.status_code == 409 and listed.full_name in answer.content.decode()
    for wrong in ({"address": "12", "reason": "x"}, {"address": "a@b.example", "reason": "wrote to a@b.example"}):
        assert browser.post("/operate/privacy", wrong).status_code == 422
    assert as_user(moderator).get("/operate/privacy").status_code == 403
    lifting = browser.post(f"/operate/privacy/{row.pk}/lift", {"reason": "They came back"})
    assert lifting.status_code == 302
    assert "lifted by Admin" in browser.get("/operate/privacy").content.decode()
    assert browser.post(f"/operate/privacy/{row.pk}/lift", {"reason": "Again"}).status_code == 409
    assert browser.get("/operate/privacy/none/lift").status_code == 404
    everything = str(list(Change.objects.values())) + str(list(Suppression.objects.values()))
    assert "maren" not in everything.lower()


def test_erasing_shows_first_what_goes_and_asks_for_the_name(admin: User, ana: User, as_user: SignIn) -> None:
    contact = make_contact("Maren Oduya", email="maren@halden.example")
    write_note(actor=ana, text="Likes jazz", contact=contact)
    browser = as_user(admin)
    address = f"/people/{contact.pk}/erase"
    assert address in browser.get(f"/people/{contact.pk}").content.decode()
    assert address not in as_user(ana).get(f"/people/{contact.pk}").content.decode()
    page = browser.get(address).content.decode()
    assert "1 note" not in page and "Likes jazz" not in page and "There is no undo" in page
    wrong = browser.post(address, {"name": "Somebody", "reason": "Asked by mail"})
    assert wrong.status_code == 422 and Contact.objects.standing().count() == 1
    done = browser.post(address, {"name": "maren oduya", "reason": "Asked by mail"}, follow=True)
    assert "was erased" in done.content.decode() and not Contact.objects.standing().exists()
    assert Suppression.objects.get().reason == "Asked by mail"
    assert browser.get(address).status_code == 410
    assert as_user(ana).get(address).status_code == 403
