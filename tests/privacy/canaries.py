"""One person of whom something stands everywhere, in words that occur nowhere else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.billing.actions import charge_rows
from dealmecca.crm.actions.deals import open_deal
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.notes import edit_note, write_note
from dealmecca.directory.actions import edit_contact, move_contact
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.following.actions import follow
from dealmecca.forum.actions import edit_post, save_draft
from dealmecca.history.models import Door
from dealmecca.imports.actions import apply_import, begin_command, preview_import, request_apply, run_command
from dealmecca.imports.models import Import
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind
from dealmecca.outlook.actions.etiquette import set_rule
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.actions.merging import merge_records
from dealmecca.roster.actions.duties import create_duty
from dealmecca.roster.queries.duties import find_duty
from dealmecca.saved.actions import save_search
from tests.factories import make_company, make_contact, make_handling
from tests.factories.forum import make_comment, make_post, settle

FIRST, LAST = "Zanfirexa", "Quillmorrow"
NAME = f"{FIRST} {LAST}"
EMAIL, OLD_EMAIL = "zq@new-canary.example", "zq@old-canary.example"
PHONE, LINKEDIN = "312-555-0142", "https://www.linkedin.com/in/zq-canary"
ALIAS = f"{FIRST} Canarysixteen"
TITLE, OLD_TITLE = "Head of Canaryeight", "Planner of Canarynine"
CANARIES = (
    FIRST, LAST, EMAIL, OLD_EMAIL, PHONE, "zq-canary", "canaryeight", "canarynine", "canaryten", "canaryeleven",
    "canarytwelve", "canarythirteen", "canaryfourteen", "canaryfifteen", "canarysixteen", "alias-canary",
)  # fmt: skip
HEADER = "First name,Last name,Email,Phone,LinkedIn,Title,Company,Record ID\n"
ROW = f"{FIRST},{LAST},{OLD_EMAIL},{PHONE},{LINKEDIN},{OLD_TITLE},Halden & Pike,canaryten-1\n"
BROKEN = f"{FIRST},{LAST},{OLD_EMAIL},no phone canaryfifteen,,,Halden & Pike,\n"
OTHERS = "Tobias,Rao,tobias@halden.example,,,Planner,Halden & Pike,\n"
WEB: Any = {"door": Door.WEB}


def import_text(folder: Path, text: str) -> dict[str, Any]:
    path = folder / "again.csv"
    path.write_text(text)
    command = begin_command(path=path, kind="auto", mapping={}, match="auto", source="trade show")
    return run_command(command, dry_run=False, refused_to=None, tell=lambda progress: None)


def upload(user: User, text: str) -> Import:
    client = Client()
    client.force_login(user)
    answer = client.post("/imports/new", {"file": SimpleUploadedFile("people.csv", text.encode()), "kind": "auto"})
    return Import.objects.get(pk=answer["Location"].rpartition("/")[2])


def make_person_everywhere(ana: User, ben: User, folder: Path) -> Contact:
    """They came by a file, moved, and everybody had something to say."""
    for user in (ana, ben):
        settle(user)
    item = upload(ana, HEADER + ROW + BROKEN + OTHERS)
    preview_import(import_id=item.pk)
    item.refresh_from_db()
    request_apply(actor=ana, item=item)
    apply_import(import_id=item.pk)
    import_text(folder, HEADER + ROW)
    waiting = upload(ben, HEADER + ROW)
    preview_import(import_id=waiting.pk)
    import_text(folder, HEADER + ROW.replace("Planner", "Senior planner"))
    contact = Contact.objects.get(last_name=LAST)
    merge_records(actor=None, **WEB, kept=contact, dropped=make_contact(ALIAS, email="zq@alias-canary.example"))
    there: Company = make_company("Kestrel Cola")
    Position.objects.update(since=timezone.localdate() - timedelta(days=90))
    move_contact(
        actor=ana, **WEB, contact=contact, company_id=there.pk, moved_on=timezone.localdate() - timedelta(days=3),
        values={"title": TITLE, "email": EMAIL},
    )  # fmt: skip
    contact = Contact.objects.get(pk=contact.pk)
    if not find_duty(viewer=operator(), text="CTV"):  # a test in transactions before this one emptied the table
        create_duty(actor=None, category="MEDIA_TYPE", name="CTV")
    make_handling(contact, there)
    set_rule(actor=ana, **WEB, account=there, start_with=contact, note="canaryeleven asks to be first")
    note, _ = write_note(actor=ana, text=f"{FIRST} loves canarytwelve", contact=contact)
    edit_note(actor=ana, note=note, text=f"{FIRST} loved canarytwelve and jazz")
    log_interaction(actor=ana, text="Called about canarythirteen", contacts=[contact])
    log_interaction(actor=ana, text=f"Lunch with {NAME} and Tobias", contacts=[*Contact.objects.order_by("pk")])
    plan_follow_up(actor=ana, text=f"Call {FIRST} again", due_on=timezone.localdate(), contact=contact)
    open_deal(actor=ana, contact=contact)
    add_evidence(actor=ana, **WEB, kind="BOUNCED", contacts=[contact], note="canaryfourteen said so")
    follow(actor=ben, record=contact)
    save_search(actor=ana, name=f"About {NAME}", kind="contact", filters={"q": [NAME]})
    charge_rows(user=ana, count=1, what=f"Export of people: {NAME}")
    notify(user=ben, kind=Kind.TEAM, key="x", sentence=f"{NAME} moved.", details=f"Write to {EMAIL}.")
    mention = f"@[{NAME}](contact:{contact.pk})"
    post = make_post(ana, f"Who knows {NAME}?", body=f"{mention} plans radio. {FIRST} answers at {EMAIL}.")
    edit_post(actor=ana, post=post, body=f"{mention} plans CTV. Ask {LAST}.")
    make_comment(ben, post, f"{mention} does; her number is {PHONE}.")
    make_comment(ben, post, f"I met {NAME.upper()} in May.")
    save_draft(actor=ana, about="new", values={"title": f"More on {NAME}", "body": mention})
    edit_contact(actor=ben, **WEB, contact=contact, values={"twitter_url": "https://x.com/zq-canary"})
    return Contact.objects.get(pk=contact.pk)
