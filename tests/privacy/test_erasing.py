"""Erasing somebody: nothing of them is left in any table, file or log, and no backup brings them back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from dealmecca.accounts.models import User
from dealmecca.billing.models import UsageEntry
from dealmecca.crm.models import Interaction, Note
from dealmecca.database.erasing import database_files, leave_no_bytes, tables_that_hold
from dealmecca.directory.models import Contact, Suppression
from dealmecca.directory.suppressing import SENTENCE
from dealmecca.forum.models import Comment, Post
from dealmecca.history.models import Change, Door
from dealmecca.imports.models import Import
from dealmecca.lib.conflicts import Conflict
from dealmecca.privacy.actions.erasing import erase_person
from dealmecca.privacy.forgetting.files import forget_files
from dealmecca.privacy.forgetting.reading import read_person
from dealmecca.roster.models import Handling
from tests.privacy.canaries import CANARIES, EMAIL, HEADER, NAME, OTHERS, ROW, import_text, make_person_everywhere

SignIn = Callable[[User], Client]
WEB: Any = {"door": Door.WEB}


def where_they_stand(folder: Path) -> set[str]:
    """Every table's every column, every file of ours, and the database's own bytes."""
    found = set(tables_that_hold(CANARIES))
    words = [word.lower().encode() for word in CANARIES]
    files = [*(path for path in folder.rglob("*") if path.is_file()), *database_files()]
    for path in files:
        content = path.read_bytes().lower()
        found |= {f"{path.name}: {word.decode()}" for word in words if word in content}
    return found


class Backup:
    """An older state of the whole database, put back as an operator would."""

    def __init__(self, folder: Path) -> None:
        self.file = folder.parent / f"{folder.name}.backup"
        self.tables: dict[str, bytes] = {}
        if connection.vendor == "sqlite":
            leave_no_bytes()
            shutil.copy(connection.settings_dict["NAME"], self.file)
            return
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    self.tables[table] = b"".join(bytes(piece) for piece in copy)

    def restore(self) -> None:
        if connection.vendor == "sqlite":
            connection.close()
            shutil.copy(self.file, connection.settings_dict["NAME"])
            self.file.unlink()
            return
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(f"TRUNCATE {', '.join(self.tables)}")
            for table, rows in self.tables.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            cursor.execute("SET session_replication_role = origin")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_and_no_backup_brings_it_back(
    ana: User, ben: User, admin: User, as_user: SignIn, tmp_path: Path, caplog: Any
) -> None:
    contact = make_person_everywhere(ana, ben, tmp_path)
    (tmp_path / "again.csv").unlink()
    stood = {place.partition(".")[0] for place in tables_that_hold(CANARIES)}
    assert len(stood) > 26, stood  # the world is full of them, or the test proves nothing
    counts = (Note.objects.count(), Interaction.objects.count(), Handling.objects.count(), Contact.objects.count())
    backup = Backup(tmp_path)

    erase_person(actor=admin, **WEB, contact=contact)
    assert where_they_stand(tmp_path) == set()
    assert counts == (
        Note.objects.count(),
        Interaction.objects.count(),
        Handling.objects.count(),
        Contact.objects.count(),
    )
    assert {"Tobias", "Removed"} == set(Contact.objects.values_list("first_name", flat=True))
    assert (
        Suppression.objects.in_force().filter(erased_id=contact.pk).count() == 7
    )  # three emails, phone, LinkedIn, ids of two sources

    report = import_text(tmp_path, HEADER + ROW + OTHERS)
    assert report["created"]["contacts"] == 0 and report["refused"] == 1
    assert report["problems"][0]["reason"] == SENTENCE
    (tmp_path / "again.csv").unlink()
    assert where_they_stand(tmp_path) == set()

    backup.restore()
    assert Contact.objects.filter(email=EMAIL).exists()
    call_command("privacy", "replay")
    assert where_they_stand(tmp_path) == set()
    call_command("privacy", "check")
    call_command("privacy", "replay")  # twice is once
    assert Change.objects.of("contact", contact.pk).exclude(fields={}).count() == 1
    assert import_text(tmp_path, HEADER + ROW)["created"] == {"companies": 0, "contacts": 0}
    assert not any(word.lower() in caplog.text.lower() for word in CANARIES)
    assert as_user(ana).get(f"/people/{contact.pk}").status_code == 410


@pytest.mark.django_db
def test_a_table_that_nobody_thought_of_is_noticed(ana: User, ben: User, tmp_path: Path) -> None:
    """The control: a walk over the models alone would not see it."""
    contact = make_person_everywhere(ana, ben, tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE forgotten_here (words text)")
        cursor.execute("INSERT INTO forgotten_here VALUES (%s)", [f"a note about {NAME}"])
    erase_person(actor=None, **WEB, contact=contact)
    assert set(tables_that_hold(CANARIES)) == {"forgotten_here.words"}


@pytest.mark.django_db
def test_what_stays_reads_well(ana: User, ben: User, admin: User, as_user: SignIn, tmp_path: Path) -> None:
    contact = make_person_everywhere(ana, ben, tmp_path)
    erase_person(actor=admin, **WEB, contact=contact)
    with pytest.raises(Conflict):
        erase_person(actor=admin, **WEB, contact=contact)
    browser = as_user(ana)
    gone = browser.get(f"/people/{contact.pk}")
    assert gone.status_code == 410 and "asked not to be listed" in gone.content.decode()
    assert browser.get(f"/api/v1/contacts/{contact.pk}").status_code == 410
    assert browser.get("/people/none").status_code == 404
    assert Client().get(f"/people/{contact.pk}").status_code == 302  # who is not signed in learns nothing
    for page in (
        "/people?q=zanfirexa",
        "/companies/kestrel-cola",
        "/",
        "/forum",
        "/notes",
        "/interactions",
        "/reports",
    ):
        answer = browser.get(page, follow=True)
        assert "Zanfirexa" not in answer.content.decode() and answer.status_code in (200, 403, 404)
    post = Post.objects.get()
    thread = browser.get(f"/forum/{post.slug}", follow=True).content.decode()
    assert "removed contact plans CTV. Ask Removed person." in post.body
    assert "Zanfirexa" not in thread and "zanfirexa" not in post.slug
    assert [one.body for one in Comment.objects.order_by("pk")][1] == "I met Removed person in May."
    assert UsageEntry.objects.filter(what="Export of people: Removed person").exists()
    with pytest.raises(Exception, match="append-only"):
        UsageEntry.objects.update(what="x")


@pytest.mark.django_db
def test_an_upload_that_nobody_imported_is_stopped_and_says_why(ana: User, ben: User, tmp_path: Path) -> None:
    contact = make_person_everywhere(ana, ben, tmp_path)
    waiting = Import.objects.get(state="PREVIEWED")
    forget_files(read_person(contact))
    waiting.refresh_from_db()
    assert waiting.state == "CANCELLED" and "asked to be removed" in waiting.error
    assert not (Path(settings.MEDIA_ROOT) / "imports" / waiting.pk).exists()
    refused = next(Path(settings.MEDIA_ROOT).rglob("refused.csv")).read_text("utf-8-sig")
    assert refused.startswith("Why DealMecca refused") and "Zanfirexa" not in refused
