"""A seller's days in the demo: what was logged, noted, planned and moved, over the heroes and a few dozen others.

Counted from the day on which the demo is made, unlike the rest of it: a due list of last year would be no due list.
Through the domain's own actions; made once, and then the member's own.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.crm.actions.deals import move_deal, open_deal
from dealmecca.crm.actions.follow_ups import finish_follow_up, plan_follow_up
from dealmecca.crm.actions.interactions import log_interaction
from dealmecca.crm.actions.lead_scores import override_score
from dealmecca.crm.actions.notes import write_note
from dealmecca.crm.models import Interaction
from dealmecca.directory.models import Company, Contact
from dealmecca.operations.demo.heroes import HERO_PEOPLE

OTHERS = 40  # people besides the heroes with whom something was

# person: days ago, kind, outcome, line
LOGGED = (
    ("Maren Oduya", 45, "MEETING", "INTERESTED", "Upfront recap over lunch. They keep 20% open for scatter."),
    ("Maren Oduya", 14, "CALL", "REACHED", "Wants CTV reach curves before the Q1 lock. Budget up on sparkling."),
    ("Maren Oduya", 2, "EMAIL", "PROPOSAL_ASKED", "Asked for a proposal for the Chicago DMA test, with rates."),
    ("Tobias Rao", 33, "CALL", "LEFT_MESSAGE", "Left a message about the DMA test."),
    ("Tobias Rao", 12, "MEETING", "MEETING_SET", "Good call, lunch set for the week after next."),
    ("Imogen Tran", 21, "LINKEDIN_MESSAGE", "NO_ANSWER", "Wrote about audio, no reply yet."),
    ("Imogen Tran", 6, "EVENT", "REACHED", "Met at the video mixer: audio moves to another team in January."),
    ("Declan Okafor", 9, "CALL", "NOT_NOW", "Not now: programmatic is locked until the fiscal year begins."),
    ("Declan Okafor", 60, "EMAIL", "NO_ANSWER", "Sent the programmatic one-pager."),
)
NOTED = (
    ("Maren Oduya", "Prefers a call before nine. Bring reach curves, never a deck."),
    ("Tobias Rao", "Runs the DMA tests; decides up to 250k by himself."),
)
# person: days from now, what
PLANNED = (
    ("Imogen Tran", -2, "Ask who takes audio in January"),
    ("Maren Oduya", 0, "Send CTV reach curves"),
    ("Tobias Rao", 0, "Confirm the Chicago DMA test budget"),
    ("Maren Oduya", 3, "Proposal for the Chicago DMA test"),
    ("Tobias Rao", 8, "Lunch"),
    ("Declan Okafor", 35, "Ask again about programmatic"),
)
STEPS = (
    ("Maren Oduya", ("CONTACTED", "MEETING", "PROPOSAL")),
    ("Tobias Rao", ("CONTACTED", "MEETING")),
    ("Imogen Tran", ("CONTACTED",)),
    ("Declan Okafor", ("CONTACTED", "LOST")),
)
LINES = (
    ("CALL", "NO_ANSWER", "Called, no answer."),
    ("CALL", "REACHED", "Good call about the first quarter."),
    ("CALL", "LEFT_MESSAGE", "Left a voicemail."),
    ("EMAIL", "", "Sent the new rate card."),
    ("EMAIL", "INTERESTED", "Likes the audience data, wants to know more."),
    ("EMAIL", "NO_ANSWER", "Second mail, no reply."),
    ("MEETING", "MEETING_SET", "Meeting set for the week after."),
    ("LINKEDIN_MESSAGE", "", "Connected on LinkedIn."),
    ("EVENT", "REACHED", "Talked at the autumn mixer."),
)
PLANS = ("Call again", "Send the case study", "Ask about planning dates", "Share the new inventory")
ENDS = ((), ("CONTACTED",), ("CONTACTED", "MEETING"), ("CONTACTED", "MEETING", "PROPOSAL", "WON"), ("LOST",))


def work_for(user: User, *, now: datetime | None = None) -> int:
    """How many interactions were logged; 0 for who has some already, or where there are no heroes."""
    if Interaction.objects.filter(user=user).exists():
        return 0
    now = now or timezone.now()
    people = {person.full_name: person for person in _heroes()}
    if not people:
        return 0
    count = 0
    for name, days, kind, outcome, text in LOGGED:
        if name in people:
            _log(user, people[name], now - timedelta(days=days), kind, outcome, text)
            count += 1
    today = timezone.localdate(now, user.zone)
    for name, text in NOTED:
        if name in people:
            write_note(actor=user, text=text, contact=people[name])
    for name, days, text in PLANNED:
        if name in people:
            plan_follow_up(actor=user, text=text, due_on=today + timedelta(days=days), contact=people[name])
    for name, steps in STEPS:
        if name in people:
            _step(user, people[name], steps)
    for account in Company.objects.filter(name="Kestrel Cola")[:1]:
        write_note(actor=user, text="Upfront planning moves to January. Start with Maren, not with the client.",
                   company=account)  # fmt: skip
    if "Maren Oduya" in people:
        override_score(actor=user, contact=people["Maren Oduya"], score=95)
    return count + sum(_others(user, now))


def _others(user: User, now: datetime) -> Iterator[int]:
    """Two or three touches of each; some with a plan, some on the board."""
    drawn = random.Random("days")
    named = {hero.last_name for hero in HERO_PEOPLE}
    people = Contact.objects.exclude(last_name__in=named).filter(company__isnull=False).select_related("company")
    today = timezone.localdate(now, user.zone)
    for person in people.order_by("-lead_score", "pk")[:OTHERS]:
        touches = drawn.randint(1, 3)
        for kind, outcome, text in drawn.sample(LINES, touches):
            ago = timedelta(days=drawn.randint(1, 120), minutes=drawn.randint(0, 600))
            _log(user, person, now - ago, kind, outcome, text)
        if drawn.random() < 0.4:
            due = today + timedelta(days=drawn.randint(-4, 30))
            row, _ = plan_follow_up(actor=user, text=drawn.choice(PLANS), due_on=due, contact=person)
            if due < today - timedelta(days=1):
                finish_follow_up(actor=user, follow_up=row)
        if drawn.random() < 0.5:
            _step(user, person, drawn.choice(ENDS))
        yield touches


def _log(user: User, person: Contact, at: datetime, kind: str, outcome: str, text: str) -> None:
    log_interaction(actor=user, text=text, kind=kind, outcome=outcome, happened_at=at, contacts=[person])


def _step(user: User, person: Contact, steps: tuple[str, ...]) -> None:
    deal, _ = open_deal(actor=user, contact=person)
    for step in steps:
        move_deal(actor=user, deal=deal, status=step)


def _heroes() -> list[Contact]:
    names = {(hero.first_name, hero.last_name) for hero in HERO_PEOPLE}
    found = Contact.objects.filter(last_name__in={last for _, last in names}).select_related("company").order_by("pk")
    return [person for person in found if (person.first_name, person.last_name) in names]
