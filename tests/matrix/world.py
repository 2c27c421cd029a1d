"""One record of everything that an address can name, and the people who come to it."""

from datetime import date, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dealmecca.accounts.actions.api_keys import make_key
from dealmecca.accounts.models import User
from dealmecca.billing.actions.invitations import invite
from dealmecca.billing.invitation_links import token_of
from dealmecca.billing.models import PlanRequest, SeatPool
from dealmecca.crm.actions.deals import open_deal
from dealmecca.crm.actions.follow_ups import plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.notes import write_note
from dealmecca.directory.actions.moves import move_contact
from dealmecca.directory.models import Move
from dealmecca.following.actions import follow
from dealmecca.history.models import Door
from dealmecca.imports.actions import apply_import, preview_import
from dealmecca.imports.models import Import, WaitingName
from dealmecca.notifications.actions import notify
from dealmecca.notifications.kinds import Kind
from dealmecca.notifications.models import Notification
from dealmecca.notifications.tokens import unsubscribe_url
from dealmecca.outlook.actions.etiquette import set_rule
from dealmecca.outlook.actions.planning import record_planning_date
from dealmecca.privacy.actions.links import make_link
from dealmecca.privacy.actions.suppressions import suppress
from dealmecca.privacy.models import PersonLink, PersonWish
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.pairs import fill_queue
from dealmecca.quality.models import DuplicatePair
from dealmecca.roster.actions.duties import add_alias, create_duty
from dealmecca.roster.actions.duty_merges import merge_duties
from dealmecca.roster.actions.teams import create_team, join_team
from dealmecca.roster.models import DutyMerge
from dealmecca.saved.actions import save_search
from tests import cast
from tests.factories import make_company, make_contact, make_handling, make_partnership
from tests.factories.events import make_records_of_events
from tests.factories.forum import make_records_of_forum
from tests.factories.moderation import make_records_of_moderation

OPERATOR: Any = {"actor": None, "door": Door.SYSTEM}


def make_people() -> dict[str, User]:
    """`owner` has what is private; `mate` is on the same sales team; everybody else is a stranger to it."""
    people = {
        "owner": cast.make_ana(),
        "mate": cast.make_ben(),
        "stranger": cast.make_cleo(),
        "free": cast.make_dan(),
        "moderator": cast.make_moderator(),
        "admin": cast.make_admin(),
    }
    cast.team_up(people["owner"], people["mate"])
    return people


def make_records(people: dict[str, User]) -> dict[str, str]:
    """What stands for {…} in an address: the ids and slugs of records that are there."""
    owner = people["owner"]
    agency = make_company("Halden & Pike", company_type="AGENCY")
    account = make_company("Kestrel Cola", company_type="ADVERTISER")
    other = make_company("Larkspur & Vane", company_type="AGENCY")
    contact = make_contact("Maren Oduya", agency, title="Director", email="maren@halden.example")
    mover = make_contact("Tobias Rao", agency, title="Planner")
    moved_on = timezone.localdate() - timedelta(days=9)
    move_contact(**OPERATOR, contact=mover, company_id=other.pk, moved_on=moved_on)
    handling = make_handling(contact, account)
    partnership = make_partnership(agency, account, since=date(2024, 1, 1))
    team = create_team(**OPERATOR, kind="CLIENT", name="Kestrel team", company=agency, account=account)
    membership = join_team(**OPERATOR, team=team, contact=contact)
    duty = create_duty(actor=None, category="MEDIA_TYPE", name="Balloons", aliases=("airships",))
    merge = merge_duties(actor=None, kept=duty, dropped=create_duty(actor=None, category="MEDIA_TYPE", name="Blimps"))
    word = add_alias(actor=None, duty=duty, text="zeppelins")
    planning = record_planning_date(**OPERATOR, account=account, kind="PLANNING_START", month=1, day=25)
    rule = set_rule(**OPERATOR, account=account, start_with=contact, note="She asks to be first.")
    followed, _ = follow(actor=owner, record=account)
    item = make_import(owner)
    make_company("Wenlock Brewers", industry="Bev & Alc")
    notify(user=owner, kind=Kind.TEAM, key="welcome", sentence="Welcome to North sales.")
    interaction, _ = log_interaction(actor=owner, text="called", contacts=[contact])
    follow_up, _ = plan_follow_up(actor=owner, text="Call back", due_on=timezone.localdate(), contact=contact)
    deal, _ = open_deal(actor=owner, contact=contact)
    note, _ = write_note(actor=owner, text="Likes jazz", contact=contact)
    saved, _ = save_search(actor=owner, name="VPs", kind="contact", filters={"seniority": ["VP"]})
    shared, _ = save_search(actor=owner, name="All", kind="contact", filters={}, is_shared=True)
    assert isinstance(merge, DutyMerge)
    assert owner.sales_team
    pool = SeatPool.objects.create(team=owner.sales_team, payer=owner, admin=owner, seats=9)
    invitation = invite(actor=owner, door=Door.WEB, pool=pool, email="newcomer@example.com", site="https://localhost/")
    plan_request = PlanRequest.objects.create(user=people["free"], tier="PRO")
    key, _ = make_key(actor=owner, door=Door.WEB, owner=owner, name="The first", scopes=["read"], expires_at=None)
    elsewhere = UserSession.objects.create(user=owner, session_key="elsewhere", ip="192.0.2.1", user_agent="")
    said: dict[str, Any] = {"actor": owner, "door": Door.WEB}
    evidence = add_evidence(**said, kind="BOUNCED", contacts=[contact]).new[0]
    company_evidence = add_evidence(**said, kind="STILL_TRUE", companies=[account]).new[0]
    own_token = make_link(**OPERATOR, contact=contact)
    person_link = PersonLink.objects.get()
    twins = [make_contact("Cormac Vale", other, email="cormac@larkspur.example") for _ in range(4)]
    profile = "https://www.linkedin.com/in/sorrelquay"
    movers = [make_contact("Sorrel Quay", firm, linkedin_url=profile) for firm in (agency, other)]
    merged = merge_records(**OPERATOR, kept=twins[0], dropped=twins[1])
    fill_queue(actor=None)
    pair = DuplicatePair.objects.get(a_id=twins[2].pk, b_id=twins[3].pk)
    move_pair = DuplicatePair.objects.get(a_id=movers[0].pk)
    forum = make_records_of_forum(owner, people["mate"], account, contact)
    return {
        **make_records_of_events(owner, people["mate"], account, contact),
        **forum,
        **make_records_of_moderation(
            people["moderator"], people["admin"], forum["post_id"], forum["anonymous_post_id"]
        ),
        "own_token": own_token,
        "person_link": person_link.pk,
        "wish": PersonWish.objects.create(contact=contact, kind="CORRECT", link=person_link).pk,
        "suppression": suppress(**OPERATOR, text="gone@halden.example", reason="Asked").pk,
        "pair": pair.pk,
        "move_pair": move_pair.pk,
        "mover_before": movers[0].pk,
        "record_merge": merged.pk,
        "twin": twins[2].pk,
        "other_twin": twins[3].pk,
        "evidence": evidence.pk,
        "company_evidence": company_evidence.pk,
        "key": key.pk,
        "session": str(elsewhere.pk),
        "company": account.slug,
        "company_id": account.pk,
        "agency": agency.slug,
        "contact": contact.pk,
        "mover": mover.pk,
        "move": Move.objects.get(contact=mover).pk,
        "handling": handling.pk,
        "partnership": partnership.pk,
        "team": team.pk,
        "membership": membership.pk,
        "duty": duty.slug,
        "duty_id": duty.pk,
        "word": str(word.pk),
        "merge": merge.pk,
        "planning": planning.pk,
        "rule": rule.pk,
        "follow": followed.pk,
        "unsubscribe": unsubscribe_url(owner, "TEAM").rpartition("/")[2],
        "import": item.pk,
        "notification": Notification.objects.get(user=owner, key="welcome").pk,
        "interaction": interaction.pk,
        "follow_up": follow_up.pk,
        "deal": deal.pk,
        "note": note.pk,
        "mate": people["mate"].pk,
        "saved": saved.pk,
        "shared": shared.pk,
        "invitation": invitation.pk,
        "token": token_of(invitation),
        "plan_request": plan_request.pk,
        "name": WaitingName.objects.order_by("pk")[0].pk,
        "unknown_word": "industry:bevalc",
    }


def make_import(owner: User) -> Import:
    """The owner's file of agencies and clients, with a refused row and a name that waits for a decision."""
    client = Client()
    client.force_login(owner)
    file = SimpleUploadedFile("pairs.csv", b"Agency,Client\nLarkspur & Vane,Kestrl Cola\nLarkspur & Vane,\n")
    answer = client.post("/imports/new", {"file": file, "kind": "pairs"})
    item = Import.objects.get(pk=answer["Location"].rpartition("/")[2])
    preview_import(import_id=item.pk)
    client.post(f"/imports/{item.pk}/apply")
    apply_import(import_id=item.pk)
    item.refresh_from_db()
    return item
