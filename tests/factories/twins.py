"""Two people and two companies that are one each, with a row in every column that points at a record."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.models import (
    Deal,
    DealChange,
    FollowUp,
    Interaction,
    InteractionContact,
    LeadScore,
    Note,
    RecordView,
)
from dealmecca.directory.actions import move_contact, rebuild_search
from dealmecca.directory.models import (
    Company,
    CompanyAlias,
    CompanyDomain,
    Contact,
    ExternalId,
    FormerEmail,
    Position,
    Redirect,
)
from dealmecca.events.models import Event, EventCompany, MetPerson
from dealmecca.following.models import Follow
from dealmecca.forum.models import Choice, CompanyMention, ContactMention, Post
from dealmecca.history.models import Door
from dealmecca.imports.models import WaitingName
from dealmecca.outlook.models import PlanningDate, RoutingRule
from dealmecca.privacy.actions.links import make_link
from dealmecca.privacy.models import PersonWish
from dealmecca.quality.actions.evidence import add_evidence
from dealmecca.roster.actions.teams import create_team, join_team
from dealmecca.roster.models import Partnership, Team
from dealmecca.saved.models import SavedMatch, SavedNews, SavedSearch
from tests.factories import make_company, make_contact, make_handling, make_partnership, report_to
from tests.factories.events import make_event
from tests.factories.forum import make_post, settle

OPERATOR: Any = {"actor": None, "door": Door.SYSTEM}
DAY = date(2026, 3, 2)


@dataclass
class Twins:
    """`kept` and `dropped` share an office; so do their companies share a city."""

    kept: Contact
    dropped: Contact
    firm: Company
    other_firm: Company
    owner: User


def make_twins(owner: User, mate: User) -> Twins:
    """Each row is there for both, so that each either moves or meets its like."""
    settle(owner)
    firm = make_company("Halden & Pike", company_type="AGENCY", city="Chicago", website="https://halden.example")
    other = make_company("Halden Pike Media", size="51-200", city="Chicago", description="Plans and buys.")
    past = make_company("Larkspur & Vane")
    people = [
        move_contact(
            **OPERATOR, contact=make_contact(name, past), company_id=firm.pk, moved_on=date(2024, 5, 1 + number),
            values=values,
        )
        for number, (name, values) in enumerate((
            ("Maren Oduya", {"title": "VP, Media", "email": "maren@halden.example"}),
            ("M. Oduya", {"title": "Media lead", "phone": "3125550118"}),
        ))
    ]  # fmt: skip
    boss = make_contact("Tobias Rao", firm)
    account, brand = (make_company(name, company_type="ADVERTISER") for name in ("Kestrel Cola", "Opal Drinks"))
    event, post = make_event(owner), make_post(owner)
    search = SavedSearch.objects.create(
        user=owner, name="Here", kind="contact", filters={"version": 1, "filters": {"company": [other.pk, other.slug]}}
    )
    team = create_team(**OPERATOR, kind="CLIENT", name="Kestrel team", company=firm, account=account)
    meeting = Interaction.objects.create(user=owner, kind="CALL", text="About the spring", company=account)
    for number, person in enumerate(people):
        _fill_person(person, number, owner, mate, account, boss, event, post, search, team, meeting)
    make_handling(people[1], brand)  # what only one of them has
    move_contact(**OPERATOR, contact=boss, company_id=other.pk, moved_on=timezone.localdate())
    for number, company in enumerate((firm, other)):
        _fill_company(company, number, owner, account, brand, event, post, search)
    make_contact("Wren Achebe", other, title="Planner", email="wren@halden.example")
    person = make_contact("Ines Falk", other, title="Buyer")
    add_evidence(actor=owner, door=Door.WEB, kind="STILL_TRUE", contacts=[person])
    rebuild_search()  # the aliases above were written past the actions
    return Twins(Contact.objects.get(pk=people[0].pk), Contact.objects.get(pk=people[1].pk), firm, other, owner)


def _fill_person(
    person: Contact, number: int, owner: User, mate: User, account: Company, boss: Contact, event: Event, post: Post,
    search: SavedSearch, team: Team, meeting: Interaction,
) -> None:  # fmt: skip
    about: Any = {"user": owner, "contact": person, "contact_name": str(person)}
    job = Position.objects.get(contact=person, until=None)
    handling = make_handling(person, account, actor=owner, since=date(2025, 1 + number, 1))
    handling.skips.create(user=owner, week=DAY)
    join_team(**OPERATOR, team=team, contact=person)
    report_to(person, boss)
    deal = Deal.objects.create(**about, status="MEETING")
    DealChange.objects.create(deal=deal, user=owner, new="MEETING")
    FollowUp.objects.create(**about, text="Call back", due_on=DAY)
    Note.objects.create(**about, text=f"Likes jazz, says number {number}")
    LeadScore.objects.create(user=owner, contact=person, score=40 + number, items=[])
    InteractionContact.objects.create(interaction=meeting, contact=person, contact_name=str(person), position=job)
    RecordView.objects.create(user=owner, record_kind="contact", record_id=person.pk, day=DAY)
    Follow.objects.create(user=owner, record_kind="contact", record_id=person.pk)
    SavedMatch.objects.create(saved_search=search, record_id=person.pk, fingerprint="x")
    SavedNews.objects.create(saved_search=search, record_id=person.pk, told_at=timezone.now(), what="NEW")
    ExternalId.objects.create(source="sales", value=f"person {number}", contact=person)
    MetPerson.objects.create(event=event, user=owner, contact=person)
    ContactMention.objects.create(post=post, contact=person)
    FormerEmail.objects.create(contact=person, email_key=f"maren{number}@former.example")
    Redirect.objects.create(old_id=f"former person {number}", contact=person)
    WaitingName.objects.create(kind="PERSON", text="Maren", key=f"maren {number}", decision="CHOSEN", contact=person)
    for column, at in (("start_with", 1), ("not_first_contact", 2), ("asked_by", 3)):
        RoutingRule.objects.create(account=account, since=DAY, until=date(2026, 4, at), note="Ask", **{column: person})
    RoutingRule.objects.create(account=make_company(f"Account {number}"), since=DAY, start_with=person, position=job)
    make_link(**OPERATOR, contact=person)
    PersonWish.objects.create(contact=person, kind="CORRECT", values={"title": f"Partner {number}"})
    for who in (owner, mate):
        add_evidence(actor=who, door=Door.WEB, kind="REVIEWED", contacts=[person], note=f"Seen {number}")


def _fill_company(
    company: Company, number: int, owner: User, account: Company, brand: Company, event: Event, post: Post,
    search: SavedSearch,
) -> None:  # fmt: skip
    about: Any = {"user": owner, "company": company, "company_name": str(company)}
    CompanyDomain.objects.get_or_create(company=company, domain="halden.example")
    CompanyDomain.objects.create(company=company, domain=f"halden{number}.example")
    for name in ("H&P", f"Pike {number}"):
        CompanyAlias.objects.create(company=company, name=name, name_key=name.lower())
    ExternalId.objects.create(source="sales", value=f"company {number}", company=company)
    Redirect.objects.create(old_id=f"former company {number}", old_slug=f"former-{number}", company=company)
    make_company(f"Office {number}", parent=company)
    talk = Interaction.objects.create(user=owner, kind="CALL", text="Budgets", company=company)
    InteractionContact.objects.create(interaction=talk, contact_name="Somebody", company=company)
    Deal.objects.create(**about)
    FollowUp.objects.create(**about, text="Call", due_on=DAY)
    Note.objects.create(**about, text="Open on Fridays")
    Follow.objects.create(user=owner, record_kind="company", record_id=company.pk)
    RecordView.objects.create(user=owner, record_kind="company", record_id=company.pk, day=DAY)
    SavedMatch.objects.create(saved_search=search, record_id=company.pk, fingerprint="x")
    SavedNews.objects.create(saved_search=search, record_id=company.pk, told_at=timezone.now(), what="NEW")
    EventCompany.objects.create(event=event, company=company)
    make_event(owner, f"Evening {number}", organiser=company)
    CompanyMention.objects.create(post=post, company=company)
    Choice.objects.create(post=post, text=str(company), position=number, company=company)
    WaitingName.objects.create(
        kind="COMPANY_AGENCY", text="Halden", key=f"halden {number}", decision="CHOSEN", company=company
    )
    User.objects.filter(email=f"{('ana', 'ben')[number]}@example.com").update(company=company)
    make_partnership(company, account, discipline="MEDIA", is_aor=number == 0, since=date(2025, 1 + number, 1))
    make_partnership(account, company, discipline="CREATIVE", since=DAY)
    Partnership.objects.create(
        agency=brand, advertiser=company, discipline="SEARCH", market=("US", "CANADA")[number], since=DAY
    )
    make_handling(make_contact(f"Planner {number}", brand), company)
    create_team(**OPERATOR, kind="ADVERTISER", name=f"In house {number}", company=company)
    create_team(**OPERATOR, kind="CLIENT", name=f"For them {number}", company=brand, account=company)
    PlanningDate.objects.create(account=company, kind="PLANNING_START", month=1, day=10 + number, since=DAY)
    PlanningDate.objects.create(account=company, kind="UPFRONT", month=5, day=10, since=DAY)
    RoutingRule.objects.create(account=company, since=DAY, note=f"Write first, says number {number}")
    RoutingRule.objects.create(account=account, agency=company, since=DAY, note="Through the agency")
    RoutingRule.objects.create(account=brand, since=DAY, until=DAY, not_first_company=company)
    add_evidence(actor=owner, door=Door.WEB, kind="REVIEWED", companies=[company])
