"""A member's private work, a row in every table of it: what the record browser must show to nobody else."""

from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from dealmecca.accounts.actions.api_keys import make_key
from dealmecca.accounts.models import ApiKey, User
from dealmecca.billing.models import Reason, RequestWindow, SearchPass, Unit, UsageCounter, UsageEntry
from dealmecca.crm.actions.deals import move_deal, open_deal
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.lead_scores import override_score
from dealmecca.crm.actions.notes import write_note
from dealmecca.crm.actions.record_views import record_view
from dealmecca.crm.models import (
    Deal,
    DealChange,
    FollowUp,
    Interaction,
    InteractionContact,
    LeadScore,
    Note,
    NoteChange,
    RecordView,
)
from dealmecca.directory.models import Contact
from dealmecca.events.models import Attendee, CalendarFeed, Event, MetPerson, Rating, RoiLog
from dealmecca.exports.models import Export
from dealmecca.following.actions import follow
from dealmecca.following.models import Follow, LastLook
from dealmecca.forum.actions import follow_category, follow_post, hide_tag, keep_post, save_draft, visit
from dealmecca.forum.models import (
    Bookmark,
    Category,
    CategoryFollow,
    Choice,
    ChoiceVote,
    Draft,
    HiddenTag,
    PostFollow,
    ReaderKey,
    Tag,
    Visit,
    Vote,
)
from dealmecca.history.models import Door
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Digest, Notification, Preference
from dealmecca.outlook.models import PlanningDate, PlanningNotice, PlanningReminder
from dealmecca.roster.models import Handling, Skip
from dealmecca.saved.actions import save_search
from dealmecca.saved.models import SavedMatch, SavedNews, SavedSearch

PRIVATE: list[type[Model]] = [
    ApiKey, Deal, DealChange, Digest, Export, Follow, FollowUp, Interaction, InteractionContact, LastLook, LeadScore,
    Note, NoteChange, Notification, PlanningNotice, PlanningReminder, Preference, RecordView, RequestWindow, SavedMatch,
    SavedNews, SavedSearch, SearchPass, Skip, UsageCounter, UsageEntry,
    Attendee, CalendarFeed, MetPerson, Rating, RoiLog,
    Bookmark, CategoryFollow, ChoiceVote, Draft, HiddenTag, PostFollow, ReaderKey, Visit, Vote,
]  # fmt: skip


def work(user: User, contact: Contact, word: str) -> None:
    """One row at least in each table of PRIVATE; `word` stands in all that has words."""
    now, today = timezone.now(), timezone.localdate()
    events_of(user, contact, word)
    forum_of(user, word)
    handling, planning = Handling.objects.all()[0], PlanningDate.objects.all()[0]
    make_key(actor=user, door=Door.WEB, owner=user, name=word, scopes=["read"], expires_at=None)
    log_interaction(actor=user, text=f"lunch, {word}", contacts=[contact])
    plan_follow_up(actor=user, text=f"ask about {word}", due_on=today, contact=contact)
    note, _ = write_note(actor=user, text=f"likes {word}", contact=contact)
    NoteChange.objects.create(note=note, user=user, what="text", old=word, new=note.text)
    card, _ = open_deal(actor=user, contact=contact)
    move_deal(actor=user, deal=card, status="WON")
    override_score(actor=user, contact=contact, score=99)
    record_view(actor=user, record=contact)
    follow(actor=user, record=contact)  # which also begins its LastLook
    notify(user=user, kind=Kind.TEAM, key=word, sentence=f"Told of {word}.")
    Digest.objects.create(user=user, cadence="DAILY", day=today, until=now)
    Preference.objects.create(user=user, kind=Kind.FOLLOW_UP, in_app=False, mail="NEVER")
    saved, _ = save_search(actor=user, kind="contact", name=f"{word} people", filters={"q": [word]})
    SavedMatch.objects.create(saved_search=saved, record_id=f"{word}-match", fingerprint=word)
    SavedNews.objects.create(saved_search=saved, record_id=f"{word}-news", what="NEW", told_at=now)
    entry = UsageEntry.objects.create(
        user=user, unit=Unit.SEARCH, amount=1, reason=Reason.CHARGED, period=0, what=f"People: {word}", at=now
    )
    SearchPass.objects.create(user=user, key=word, entry=entry, paid_at=now)
    UsageCounter.objects.create(user=user, unit=Unit.SEARCH, period=0, used=1)
    RequestWindow.objects.create(user=user, started_at=0, count=1)
    Export.objects.create(
        user=user, kind="contact", filters={"q": [word]}, file_format="csv", door=Door.WEB, rows=7, charge=entry
    )
    PlanningReminder.objects.create(user=user, planning_date=planning, weeks_ahead=3)
    soon = today + timedelta(9)
    PlanningNotice.objects.create(user=user, planning_date=planning, year=2027, opens_on=soon, closes_on=soon)
    Skip.objects.create(user=user, handling=handling, week=today)


def rows_of(model: type[Model], owner: User) -> list[Any]:
    """Those of this member, by its column or its parent's."""
    path = {"notechange": "note__user", "dealchange": "deal__user", "interactioncontact": "interaction__user"}
    parts = path | {"savedmatch": "saved_search__user", "savednews": "saved_search__user"}
    column = parts.get(str(model._meta.model_name), "user")
    return list(model._default_manager.filter(**{column: owner}))


def events_of(user: User, contact: Contact, word: str) -> None:
    event = Event.objects.order_by("pk")[0]
    Attendee.objects.get_or_create(event=event, user=user, defaults={"status": "MAYBE", "visibility": "EVERYBODY"})
    Rating.objects.create(event=event, user=user, overall=4)
    RoiLog.objects.create(event=event, user=user, cost=7, note=word)
    MetPerson.objects.create(event=event, user=user, contact=contact)
    feed = {"token_digest": CalendarFeed.digest(word)}
    CalendarFeed.objects.get_or_create(user=user, revoked_at=None, defaults=feed)


def forum_of(user: User, word: str) -> None:
    choice, tag = Choice.objects.order_by("pk")[0], Tag.objects.order_by("pk")[0]
    keep_post(actor=user, post=choice.post, is_kept=True)
    follow_post(actor=user, post=choice.post, is_followed=True)
    visit(actor=user, post=choice.post, read_number=1)
    ReaderKey.objects.create(user=user, token_digest=ReaderKey.digest(word))
    follow_category(actor=user, category=Category.objects.order_by("pk")[0], is_followed=True)
    hide_tag(actor=user, tag=tag, is_hidden=True)
    save_draft(actor=user, about=word, values={"body": word})
    Vote.objects.create(user=user, post=choice.post, value=1)
    ChoiceVote.objects.create(user=user, post=choice.post, choice=choice)
