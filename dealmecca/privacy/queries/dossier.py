"""All that is kept about one person, in words and as JSON: what the law lets them ask for."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from dealmecca.crm.models import Deal, FollowUp, Interaction, Note, RecordView
from dealmecca.crm.vocabularies import INTERACTION_KIND, STATUS
from dealmecca.directory.cleaning import CONTACT_FIELDS
from dealmecca.directory.models import Contact, ExternalId, FormerEmail, Position, RecordEvidence
from dealmecca.directory.vocabularies import BY_FIELD
from dealmecca.events.models import MetPerson
from dealmecca.following.models import Follow
from dealmecca.forum.models import Comment, ContactMention, Post
from dealmecca.forum.queries.texts import plain
from dealmecca.history.models import Change, Door
from dealmecca.imports.models import Import
from dealmecca.outlook.models import RoutingRule
from dealmecca.roster.models import Handling, Membership, ReportingLine

MOST = 5_000  # rows of one kind
KEPT_FOR_THEM = "The text is given to the person alone, by the link that goes to their email address."
Section = list[dict[str, Any]]


def dossier_of(*, contact: Contact, with_texts: bool) -> dict[str, Any]:
    """`with_texts` for the person alone: what sellers keep for themselves is told to nobody else, admins included, and
    neither is how much there is of it.

    Who wrote or said something is named nowhere: that is about somebody else. A fixed number of queries.
    """
    changes = list(Change.objects.of("contact", contact.pk).order_by("at", "pk")[:MOST])
    return {
        "made_at": _moment(timezone.now()),
        "fields": _fields(contact, changes),
        "trust": {"level": contact.level, "score": contact.score, "lead_score": contact.lead_score},
        "ids_of_sources": [
            {"source": source, "id": value}
            for source, value in ExternalId.objects.filter(contact=contact).values_list("source", "value")
        ],
        "former_emails": list(FormerEmail.objects.filter(contact=contact).values_list("email_key", flat=True)),
        "files_they_came_by": _files(changes),
        "jobs": _jobs(contact),
        "duties": _duties(contact),
        "evidence": _evidence(contact),
        "approach": _approach(contact),
        "posts": _posts(contact),
        "members_work": _work(contact) if with_texts else {"texts": KEPT_FOR_THEM},
        "watching": _watching(contact) if with_texts else {},
        "history": [
            {"at": _moment(change.at), "by": Door(change.door).label, "did": change.verb, "fields": change.fields}
            for change in changes
        ],
    }


def _fields(contact: Contact, changes: list[Change]) -> Section:
    """Each with its value, and where that came from: the last change that wrote it."""
    last = {name: change for change in changes for name in change.fields}
    rows: Section = []
    for name in (*CONTACT_FIELDS, "company"):
        value = contact.company.name if name == "company" and contact.company else getattr(contact, name)
        if value:
            change = last.get(name)
            label = name.replace("_", " ").capitalize().replace("url", "address").replace("Linkedin", "LinkedIn")
            origin = {"by": Door(change.door).label, "at": _moment(change.at)} if change else {}
            text = BY_FIELD[name].label(value) if name in BY_FIELD else str(value)
            rows.append({"field": name, "label": label, "value": text, **origin})
    return rows


def _files(changes: list[Change]) -> Section:
    ids = {change.batch for change in changes if change.batch}
    rows = Import.objects.filter(pk__in=ids).order_by("created_at").values_list("filename", "source", "created_at")
    return [{"file": name, "source": source, "at": _moment(at)} for name, source, at in rows]


def _jobs(contact: Contact) -> Section:
    rows = Position.objects.filter(contact=contact).select_related("company").prefetch_related("former_titles")
    return [
        {
            "company": job.company.name, "title": job.title, "since": _day(job.since), "until": _day(job.until),
            "former_titles": [former.title for former in job.former_titles.all()],
        }
        for job in rows.order_by("since")
    ]  # fmt: skip


def _duties(contact: Contact) -> dict[str, Section]:
    handled = Handling.objects.filter(contact=contact).select_related("duty", "account").order_by("since")
    teams = Membership.objects.filter(contact=contact).select_related("team").order_by("since")
    lines = ReportingLine.objects.filter(Q(contact=contact) | Q(manager__contact=contact))
    return {
        "handles": [{"duty": row.duty.name, "for": row.account.name, **_spell(row)} for row in handled],
        "teams": [{"team": row.team.name, **_spell(row)} for row in teams],
        "reporting_lines": [
            {"as": "report" if row.contact_id == contact.pk else "manager", **_spell(row)}
            for row in lines.order_by("since")
        ],
    }


def _evidence(contact: Contact) -> Section:
    rows = RecordEvidence.objects.filter(contact=contact).order_by("said_on")[:MOST]
    return [
        {"said": row.get_kind_display(), "field": row.field, "on": _day(row.said_on), "note": row.note} for row in rows
    ]


def _approach(contact: Contact) -> Section:
    about = Q(start_with=contact) | Q(not_first_contact=contact) | Q(asked_by=contact)
    rows = RoutingRule.objects.filter(about).select_related("account").order_by("since")
    return [{"account": row.account.name, "note": row.note, "source": row.source, **_spell(row)} for row in rows]


def _posts(contact: Contact) -> Section:
    """Texts of the forum in which they are named, as members read them; without the authors."""
    named = ContactMention.objects.filter(contact=contact, is_rejected=False)
    posts = Post.objects.in_forum().filter(pk__in=named.filter(comment=None).values("post"))
    comments = Comment.objects.filter(state="VISIBLE", pk__in=named.exclude(comment=None).values("comment"))
    found = [{"at": _moment(row.created_at), "text": f"{row.title}\n{plain(row.body)}"} for row in posts[:MOST]]
    return found + [{"at": _moment(row.created_at), "text": plain(row.body)} for row in comments[:MOST]]


def _watching(contact: Contact) -> dict[str, int]:
    return {
        "follow": Follow.objects.filter(record_kind="contact", record_id=contact.pk).count(),
        "views": RecordView.objects.filter(record_kind="contact", record_id=contact.pk).count(),
        "met_at_events": MetPerson.objects.filter(contact=contact).count(),
    }


def _work(contact: Contact) -> dict[str, Any]:
    """What sellers wrote down about them. Deleted rows that are still there for a day are part of it."""
    notes = Note.objects.filter(contact=contact).order_by("created_at")
    met = Interaction.objects.filter(people__contact=contact).order_by("happened_at")
    planned = FollowUp.objects.filter(contact=contact).order_by("due_on")
    statuses = Deal.objects.filter(contact=contact).values_list("status", flat=True)
    found: dict[str, Any] = {
        "notes": notes.count(), "interactions": met.count(), "follow_ups": planned.count(),
        "pipeline": len(statuses),
    }  # fmt: skip
    texts = {
        "notes": [{"at": _moment(row.created_at), "text": row.text} for row in notes[:MOST]],
        "interactions": [
            {"at": _moment(row.happened_at), "kind": INTERACTION_KIND.label(row.kind), "text": row.text}
            for row in met[:MOST]
        ],
        "follow_ups": [{"due": _day(row.due_on), "text": row.text} for row in planned[:MOST]],
        "pipeline": [STATUS.label(status) for status in statuses],
    }
    return found | {"texts": texts}


def _spell(row: Any) -> dict[str, str | None]:
    return {"since": _day(row.since), "until": _day(row.until)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
