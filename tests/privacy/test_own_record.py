"""A person sees, corrects, takes away and removes what is kept about them, by a link and without an account."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.notes import write_note
from dealmecca.directory.actions import create_contact, edit_contact
from dealmecca.directory.models import Contact, Suppression
from dealmecca.history.models import Door
from dealmecca.notifications.models import Mail, Notification
from dealmecca.privacy.actions.links import ask_for_link, forget_old_links, mail_link, make_link, revoke_link
from dealmecca.privacy.actions.wishes import decide_wish
from dealmecca.privacy.models import PersonLink, PersonWish
from dealmecca.quality.actions.forgetting import forget_record
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.web.even_times import DOORS
from tests.factories import make_company, make_contact, make_handling
from tests.factories.forum import make_post, settle

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WEB: Any = {"actor": None, "door": Door.WEB}
EMAIL = "maren@halden.example"


@pytest.fixture
def maren(ana: User) -> Contact:
    """Somebody about whom Ana wrote a private note."""
    settle(ana)
    contact = make_contact("Maren Oduya", make_company("Halden & Pike"), email=EMAIL, title="Director")
    make_handling(contact, make_company("Kestrel Cola"))
    write_note(actor=ana, text="Likes jazz in private", contact=contact)
    log_interaction(actor=ana, text="Called about radio", contacts=[contact])
    make_post(ana, "Who plans radio?", body=f"Does @[Maren Oduya](contact:{contact.pk}) plan it?")
    return contact


def page_of(token: str) -> str:
    return f"/you/{token}"


def token_in(letter: Mail) -> str:
    found = re.search(r"/you/(\S+)", letter.text)
    assert found
    return found[1]


def content_of(response: Any) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_who_has_the_link_sees_what_is_listed_and_nothing_of_sellers(maren: Contact) -> None:
    token = make_link(**WEB, contact=maren)
    assert token not in str(list(PersonLink.objects.values()))
    answer = Client().get(page_of(token))
    page = answer.content.decode()
    for told in ("Maren Oduya", EMAIL, "Director", "Halden &amp; Pike", "Kestrel Cola", "Who plans radio?"):
        assert told in page, told
    assert "jazz" not in page and "Called" not in page and "Ana" not in page and "1 note" not in page
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["Referrer-Policy"] == "no-referrer"


def test_private_texts_are_only_in_the_file_of_the_link_that_was_mailed(
    maren: Contact, admin: User, as_user: SignIn
) -> None:
    handed = make_link(**WEB, contact=maren)
    mail_link(**WEB, contact=maren)
    mailed = token_in(Mail.objects.get())
    for_admins = as_user(admin).get(f"/people/{maren.pk}/rights/file")
    for answer in (Client().get(f"{page_of(handed)}/file"), for_admins):
        files = content_of(answer)
        assert "jazz" not in str(files) and "Called" not in str(files)
        told = json.loads(files["about-you.json"])
        assert set(told["members_work"]) == {"texts"} and told["watching"] == {}, "nor how much there is"
    files = content_of(Client().get(f"{page_of(mailed)}/file"))
    everything = json.loads(files["about-you.json"])
    assert everything["members_work"]["texts"]["notes"][0]["text"] == "Likes jazz in private"
    assert everything["members_work"]["texts"]["interactions"][0]["text"] == "Called about radio"
    assert "Likes jazz in private" in files["about-you.html"] and "Ana" not in str(files)
    origin = next(one for one in everything["fields"] if one["field"] == "email")
    assert origin["value"] == EMAIL and origin["at"]
    assert {"jobs", "duties", "evidence", "posts", "history", "watching", "approach"} <= set(everything)


def test_a_correction_waits_until_an_admin_takes_it_over(maren: Contact, admin: User, as_user: SignIn) -> None:
    token = make_link(**WEB, contact=maren)
    values = {"first_name": "Maren", "last_name": "Oduya", "title": "Partner", "wish": "correct"}
    page = Client().post(page_of(token), values)
    assert "Somebody looks at it" in page.content.decode()
    Client().post(page_of(token), {**values, "title": "Managing partner"})  # the last word counts
    wish = PersonWish.objects.get()
    assert wish.values == {"title": "Managing partner"}
    maren.refresh_from_db()
    assert maren.title == "Director"
    bad = Client().post(page_of(token), {**values, "phone": "not a number"})
    assert bad.status_code == 422 and "not a phone number" in bad.content.decode()
    browser = as_user(admin)
    assert "Managing partner" in browser.get("/operate/privacy").content.decode()
    browser.post(f"/operate/privacy/wishes/{wish.pk}", {"decision": "grant"})
    maren.refresh_from_db()
    assert maren.title == "Managing partner"
    assert browser.post(f"/operate/privacy/wishes/{wish.pk}", {"decision": "grant"}).status_code == 409


def test_removal_is_at_once_by_the_mailed_link_and_waits_by_any_other(
    maren: Contact, admin: User, django_capture_on_commit_callbacks: Any
) -> None:
    handed = make_link(**WEB, contact=maren)
    sure = {"wish": "remove", "sure": "yes"}
    assert "Be removed" in Client().post(page_of(handed), {"wish": "remove"}).content.decode()  # not sure: nothing
    assert "confirms it" in Client().post(page_of(handed), sure).content.decode()
    assert Contact.objects.standing().filter(pk=maren.pk).exists()
    decide_wish(actor=admin, door=Door.WEB, wish=PersonWish.objects.get(), grant=False)
    mail_link(**WEB, contact=maren)
    token = token_in(Mail.objects.get(address=EMAIL))
    assert "You are removed" in Client().post(page_of(token), sure).content.decode()
    assert not Contact.objects.standing().filter(pk=maren.pk).exists() and Suppression.objects.exists()
    assert (
        not PersonLink.objects.exists()
        and not PersonWish.objects.exists()
        and not Mail.objects.filter(address=EMAIL).exists()
    )
    assert Client().get(page_of(token)).status_code == 404


def test_a_link_ends_by_time_by_revoking_and_by_being_wrong(maren: Contact, admin: User) -> None:
    token = make_link(**WEB, contact=maren)
    assert Client().get(page_of(token[:-1] + "x")).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        over = Client().get(page_of(token))
        assert over.status_code == 404 and "This link is over" in over.content.decode()
        assert Client().post(page_of(token), {"wish": "remove", "sure": "yes"}).status_code == 404
    revoke_link(actor=admin, door=Door.WEB, link=PersonLink.objects.get())
    assert Client().get(page_of(token)).status_code == 404 and Client().get(f"{page_of(token)}/file").status_code == 404
    assert forget_old_links() == 0
    with time_machine.travel(timezone.now() + timedelta(days=61), tick=False):
        assert forget_old_links() == 1


def test_a_link_is_not_tried_often(maren: Contact) -> None:
    token = make_link(**WEB, contact=maren)
    answers = {Client().get(page_of(f"guess-{number}")).status_code for number in range(31)}
    assert answers == {404, 429} and Client().get(page_of(token)).status_code == 200


def test_who_asks_gets_the_same_answer_and_only_who_is_listed_a_mail(maren: Contact, settings: Any) -> None:
    known, unknown = (
        Client().post("/listed", {"email": email}).content.decode() for email in (EMAIL.upper(), "nobody@x.example")
    )
    blank = re.compile(r'csrf[^>]*value="[^"]*"')
    assert blank.sub("", known) == blank.sub("", unknown) and "a mail is on its way" in known
    letter = Mail.objects.get()
    assert letter.address == EMAIL and "Maren" not in letter.text
    ask_for_link(email=EMAIL)  # once a day
    assert Mail.objects.count() == 1 == PersonLink.objects.count()
    make_contact("Tobias Rao", email="shared@halden.example")
    make_contact("Nadia Rao", email="shared@halden.example")
    make_contact("Front Desk", email="info@halden.example")
    for shared in ("shared@halden.example", "info@halden.example"):
        ask_for_link(email=shared)
    assert Mail.objects.count() == 1 and not mail.outbox
    assert Client().post("/listed", {"email": "no address"}).status_code == 422
    assert "listed_ask" in DOORS
    assert 429 in {Client().post("/listed", {"email": EMAIL}).status_code for _ in range(6)}


def test_admins_mail_make_and_revoke_links(maren: Contact, admin: User, ana: User, as_user: SignIn) -> None:
    browser, address = as_user(admin), f"/people/{maren.pk}/rights"
    page = browser.get(address).content.decode()
    assert "1 note" not in page and "jazz" not in page, "nobody is told what is kept, nor how much"
    made = browser.post(address, {"link": "make"}).content.decode()
    token = re.search(r"/you/([\w-]+)", made)
    assert token and Client().get(page_of(token[1])).status_code == 200
    assert token[1] not in browser.get(address).content.decode()
    browser.post(address, {"link": "mail"})
    assert Mail.objects.get().address == EMAIL
    link = PersonLink.objects.get(is_mailed=False)
    browser.post(f"{address}/{link.pk}/revoke")
    assert Client().get(page_of(token[1])).status_code == 404
    without = make_contact("Tobias Rao")
    assert browser.post(f"/people/{without.pk}/rights", {"link": "mail"}).status_code == 409
    assert as_user(ana).get(address).status_code == 403
    assert "/rights" not in as_user(ana).get(f"/people/{maren.pk}").content.decode()


def test_the_operator_writes_the_file(maren: Contact, tmp_path: Any) -> None:
    out = tmp_path / "about.zip"
    call_command("privacy", "export", maren.pk, "--out", str(out))
    assert out.stat().st_mode & 0o077 == 0
    assert "jazz" not in zipfile.ZipFile(out).read("about-you.json").decode()
    call_command("privacy", "export", maren.pk, "--out", str(out), "--with-texts")
    assert "jazz" in zipfile.ZipFile(out).read("about-you.json").decode()


def test_who_puts_their_own_address_there_gets_no_texts_and_removes_nobody(maren: Contact, ana: User) -> None:
    edit_contact(actor=ana, door=Door.WEB, contact=maren, values={"email": "ana@seller.example"})
    maren.refresh_from_db()
    mail_link(**WEB, contact=maren)
    mailed = token_in(Mail.objects.get())
    assert "jazz" not in str(content_of(Client().get(f"{page_of(mailed)}/file")))
    Client().post(page_of(mailed), {"wish": "remove", "sure": "yes"})
    assert Contact.objects.standing().filter(pk=maren.pk).exists(), "an admin confirms it first"


def reads_texts(token: str) -> bool:
    return "jazz" in str(content_of(Client().get(f"{page_of(token)}/file")))


def mailed_to(contact: Contact) -> str:
    mail_link(**WEB, contact=contact)
    return token_in(Mail.objects.get(address=contact.email))


@pytest.mark.parametrize("is_survivor", [True, False], ids=["theirs stays", "theirs is dropped"])
@pytest.mark.parametrize("is_mailed_before", [True, False], ids=["mailed before", "mailed after"])
def test_who_made_a_record_with_their_own_address_reads_nothing_after_a_merge(
    maren: Contact, ana: User, *, is_survivor: bool, is_mailed_before: bool
) -> None:
    values = {"first_name": "Maren", "last_name": "Oduya", "email": "ana@seller.example"}
    made = create_contact(actor=ana, door=Door.WEB, values=values)
    kept, dropped = (made, maren) if is_survivor else (maren, made)
    token = mailed_to(made) if is_mailed_before else ""
    merge = merge_records(**WEB, kept=kept, dropped=dropped, choices={"email": "kept"})
    survivor = Contact.objects.get(pk=kept.pk)
    assert survivor.email == kept.email
    token = token or mailed_to(survivor)
    assert Client().get(page_of(token)).status_code == 200 and not reads_texts(token)
    Client().post(page_of(token), {"wish": "remove", "sure": "yes"})
    assert Contact.objects.standing().filter(pk=kept.pk).exists(), "an admin confirms it first"
    edit_contact(actor=ana, door=Door.WEB, contact=survivor, values={"email": dropped.email})
    assert not reads_texts(token), "nor by making the addresses the same afterwards"
    unmerge_records(**WEB, merge=merge)
    assert not reads_texts(token)


def test_records_of_one_address_are_one_persons_own(maren: Contact) -> None:
    token = mailed_to(maren)
    double = make_contact("M. Oduya", email=EMAIL.upper())
    merge = merge_records(**WEB, kept=maren, dropped=double)
    assert reads_texts(token)
    without = make_contact("Maren Oduya")
    later = merge_records(**WEB, kept=Contact.objects.get(pk=maren.pk), dropped=without)
    assert not reads_texts(token), "whose texts those were, nobody knows"
    unmerge_records(**WEB, merge=later)
    assert reads_texts(token)
    forget_record(kind="contact", record_id=merge.dropped_id)
    assert not reads_texts(token)


def test_admins_are_told_once_of_each_wish_and_no_mail_says_whose(
    maren: Contact, admin: User, moderator: User, ana: User, as_user: SignIn
) -> None:
    token = make_link(**WEB, contact=maren)
    values = {"first_name": "Maren", "last_name": "Oduya", "title": "Partner", "wish": "correct"}
    Client().post(page_of(token), values)
    Client().post(page_of(token), {**values, "title": "Managing partner"})  # before it is decided: no news
    Client().post(page_of(token), {"wish": "remove", "sure": "yes"})
    told = Notification.objects.order_by("created_at")
    assert [(one.user, one.kind, one.link) for one in told] == [(admin, "PRIVACY", "/operate/privacy")] * 2
    assert [one.sentence for one in told] == [
        "Somebody asks to have their own record corrected.", "Somebody asks to be removed.",
    ]  # fmt: skip
    letters = Mail.objects.filter(user=admin)
    assert letters.count() == 2
    for secret in ("Oduya", "Maren", EMAIL, "Partner", maren.pk):
        assert not any(secret in letter.text + letter.subject for letter in letters), secret
    decide_wish(actor=admin, door=Door.WEB, wish=PersonWish.objects.get(kind="CORRECT"), grant=False)
    Client().post(page_of(token), values)
    assert Notification.objects.filter(user=admin).count() == 3, "asked again after a decision it is another wish"
    assert not Notification.objects.exclude(user=admin).exists(), "only admins open that page"
    assert "People ask about" not in as_user(ana).get("/settings/notifications").content.decode()
