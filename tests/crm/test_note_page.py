"""Notes: private unless shared with a team, and who changed that."""

from collections.abc import Callable

import pytest
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.crm.models import Note, NoteChange
from dealmecca.directory.models import Company, Contact
from dealmecca.history.models import Change
from tests.cast import team_up

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_note_is_private_by_default(ana: User, ben: User, admin: User, maren: Contact, as_user: SignIn) -> None:
    team_up(ana, ben)
    changes = Change.objects.count()
    page = as_user(ana).post(f"/people/{maren.pk}/note", {"text": "likes jazz", "visibility": "PRIVATE"}, follow=True)
    assert "likes jazz" in page.content.decode() and "Kept for you alone." in page.content.decode()
    note = Note.objects.get()
    for other in (ben, admin):
        assert "likes jazz" not in as_user(other).get(f"/people/{maren.pk}").content.decode()
        assert as_user(other).get(f"/notes/{note.pk}/edit").status_code == 404
        assert as_user(other).post(f"/notes/{note.pk}/delete").status_code == 404
    assert Change.objects.count() == changes, "history, which all read, knows nothing of it"


def test_sharing_is_written_down_where_only_those_who_see_it_read(
    ana: User, ben: User, cleo: User, kestrel: Company, as_user: SignIn
) -> None:
    team_up(ana, ben)
    client = as_user(ana)
    client.post(f"/companies/{kestrel.slug}/note", {"text": "budget up", "visibility": "PRIVATE"})
    note = Note.objects.get()
    client.post(f"/notes/{note.pk}/edit", {"text": "budget up", "visibility": "TEAM"})
    client.post(f"/notes/{note.pk}/edit", {"text": "budget up", "visibility": "TEAM"})
    (change,) = NoteChange.objects.all()
    assert (change.what, change.old, change.new, change.user) == ("visibility", "PRIVATE", "TEAM", ana)
    page = as_user(ben).get(f"/notes/{note.pk}/edit").content.decode()
    assert "shared it with the team" in page and ">Save<" not in page
    assert as_user(ben).post(f"/notes/{note.pk}/edit", {"text": "mine", "visibility": "TEAM"}).status_code == 403
    assert "budget up" in as_user(ben).get(f"/companies/{kestrel.slug}").content.decode()
    assert as_user(cleo).get(f"/notes/{note.pk}/edit").status_code == 404
    client.post(f"/notes/{note.pk}/edit", {"text": "budget up", "visibility": "PRIVATE"})
    assert as_user(ben).get(f"/notes/{note.pk}/edit").status_code == 404


def test_without_a_team_there_is_nobody_to_share_with(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    assert "visibility" not in client.get(f"/people/{maren.pk}/note").content.decode()
    client.post(f"/people/{maren.pk}/note", {"text": "likes jazz", "visibility": "TEAM"})
    assert Note.objects.get().sales_team is None


def test_deleting_can_be_taken_back(ana: User, maren: Contact, as_user: SignIn) -> None:
    client = as_user(ana)
    client.post(f"/people/{maren.pk}/note", {"text": "likes jazz"})
    note = Note.objects.get()
    client.post(f"/notes/{note.pk}/delete")
    assert "likes jazz" not in client.get(f"/people/{maren.pk}").content.decode()
    client.post(f"/notes/{note.pk}/restore")
    assert "likes jazz" in client.get(f"/people/{maren.pk}").content.decode()


def test_an_empty_note_is_refused(ana: User, maren: Contact, as_user: SignIn) -> None:
    for text in ("", "  ", "\0", "x" * 10_001):
        assert as_user(ana).post(f"/people/{maren.pk}/note", {"text": text}).status_code == 422
    assert as_user(ana).get("/people/cnobody/note").status_code == 404
