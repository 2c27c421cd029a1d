"""Actions and reads refuse by themselves: a door that forgot to ask would open nothing."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.billing.actions.plan_requests import ask_for_plan, decide_plan_request
from dealmecca.billing.actions.sales_teams import rename_team
from dealmecca.billing.actions.subscriptions import choose_plan, grant_plan
from dealmecca.billing.models import PlanRequest, SeatPool
from dealmecca.billing.queries.reconciling import replay
from dealmecca.crm.actions.deals import move_deal, open_deal
from dealmecca.crm.actions.follow_ups import delete_follow_up
from dealmecca.crm.actions.following_up import log_with_follow_up
from dealmecca.crm.actions.interactions import delete_interaction, log_interaction, restore_interaction
from dealmecca.crm.actions.notes import delete_note, edit_note, restore_note, write_note
from dealmecca.crm.models import Deal
from dealmecca.crm.models.notes import Visibility
from dealmecca.crm.one_line import understand
from dealmecca.directory.actions import create_company, save_batch
from dealmecca.directory.models import Contact
from dealmecca.directory.queries import parents_of
from dealmecca.history.models import Door
from dealmecca.lib.conflicts import Conflict
from dealmecca.notifications.kinds import Cadence
from dealmecca.notifications.models import Digest, Mail
from dealmecca.notifications.periods import last_period
from dealmecca.notifications.queries.digests import told_since
from dealmecca.outlook.actions.planning import record_planning_date
from dealmecca.outlook.actions.reminders import drop_reminder
from dealmecca.privacy.actions.erasing import erase_person
from dealmecca.privacy.actions.links import mail_link, make_link, revoke_link
from dealmecca.privacy.actions.suppressions import lift, suppress
from dealmecca.privacy.actions.wishes import decide_wish
from dealmecca.privacy.models import PersonLink, PersonWish
from dealmecca.privacy.queries.holdings import holdings_of
from dealmecca.privacy.queries.links import get_link, get_wish, links_of, open_wishes
from dealmecca.privacy.queries.suppressions import get_suppression, list_suppressions
from dealmecca.quality.actions.merging import merge_records
from dealmecca.quality.actions.moving import merge_as_move
from dealmecca.quality.actions.pairs import fill_queue
from dealmecca.quality.actions.unmerging import unmerge_records
from dealmecca.quality.actions.weights import apply_weights, reset_weights
from dealmecca.quality.models import MatchingWeights
from dealmecca.quality.queries.merges import latest_merges
from dealmecca.quality.queries.weights import applied_weights
from dealmecca.roster.actions.teams import create_team, join_team
from dealmecca.roster.queries.org_chart import _name_duties, org_chart
from dealmecca.roster.queries.teams import members_of
from tests.billing.ledger import search
from tests.cast import team_up
from tests.factories import make_company, make_contact, make_handling

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WEB: Any = {"door": Door.WEB}
BUY: Any = {"door": Door.WEB, "tier": "PRO", "seats": 1}


@pytest.fixture
def closed(ana: User) -> User:
    """Somebody whose account was closed."""
    ana.is_active = False
    ana.save()
    return ana


def test_a_closed_account_buys_adds_and_drops_nothing(closed: User) -> None:
    account = make_company("Kestrel Cola")
    planning = record_planning_date(actor=None, account=account, kind="PLANNING_START", month=1, day=25, **WEB)
    for sentence, act in {
        "You may not choose a plan": lambda: ask_for_plan(actor=closed, **BUY),
        "You may not choose": lambda: choose_plan(actor=closed, done_url="", back_url="", **BUY),
        "You may not add companies": lambda: create_company(actor=closed, values={"name": "X"}, **WEB),
        "You may not change the directory": lambda: save_batch(actor=closed, **WEB),
        "You may not drop reminders": lambda: drop_reminder(actor=closed, planning_date=planning),
    }.items():
        with pytest.raises(PermissionDenied, match=sentence):
            act()


def test_only_the_operator_and_admins_give_plans(ana: User, dan: User, moderator: User) -> None:
    request = PlanRequest.objects.create(user=dan, tier="PRO")
    for who in (ana, dan, moderator):
        with pytest.raises(PermissionDenied, match="Only admins decide"):
            decide_plan_request(actor=who, request=request, is_granted=True, **WEB)
        with pytest.raises(PermissionDenied, match="Only the operator"):
            grant_plan(actor=who, user=who, tier="TEAM", **WEB)


def test_only_who_runs_a_team_renames_it(ana: User, ben: User) -> None:
    team = team_up(ana, ben)
    pool = SeatPool.objects.create(team=team, payer=ana, admin=ana, seats=5)
    with pytest.raises(PermissionDenied, match="Only the team's admin"):
        rename_team(actor=ben, pool=pool, name="Ben's", **WEB)


def test_a_replay_is_of_one_ledger(ana: User, dan: User) -> None:
    search(dan, "maren")
    search(ana, "kestrel")
    assert ["maren" in line.entry.what for line in replay(user=dan)] == [True]


def test_a_card_that_went_to_another_team_tells_nothing_any_more(ana: User, cleo: User) -> None:
    deal, _ = open_deal(actor=ana, contact=make_contact("Maren Oduya"))
    Deal.objects.filter(pk=deal.pk).update(user=cleo)
    for status in ("NEW", "WON"):
        with pytest.raises(Conflict, match="no longer in the pipeline"):
            move_deal(actor=ana, deal=deal, status=status, seen="NEW")


def test_a_doubled_log_does_not_bring_back_the_follow_up_that_was_deleted(ana: User) -> None:
    line: Any = {"actor": ana, "text": "called, follow up tomorrow", "contacts": [make_contact("Maren Oduya")]}
    said = understand(line["text"], today=timezone.localdate())
    _, follow_up = log_with_follow_up(said=said, **line)
    assert follow_up
    delete_follow_up(actor=ana, follow_up=follow_up)
    assert log_with_follow_up(said=said, **line)[1] is None


def test_a_team_mate_takes_back_nobodys_deletion_of_words(ana: User, ben: User) -> None:
    team_up(ana, ben)
    maren = make_contact("Maren Oduya")
    row, _ = log_interaction(actor=ana, text="called", contacts=[maren])
    note, _ = write_note(actor=ana, text="Likes jazz", contact=maren)
    note = edit_note(actor=ana, note=note, visibility=Visibility.TEAM)
    delete_interaction(actor=ana, interaction=row)
    delete_note(actor=ana, note=note)
    for act in (
        lambda: restore_interaction(actor=ben, interaction=row),
        lambda: restore_note(actor=ben, note=note),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_who_is_closed_reads_no_hierarchy_chart_or_team(closed: User, cleo: User) -> None:
    network = make_company("Cobalt Row", company_type="AGENCY_NETWORK")
    agency = make_company("Halden & Pike", company_type="AGENCY", parent_id=network.pk)
    account, maren = make_company("Kestrel Cola"), make_contact("Maren Oduya", agency)
    make_handling(maren, account)
    team = create_team(actor=None, kind="CLIENT", name="Kestrel", company=agency, account=account, **WEB)
    join_team(actor=None, team=team, contact=maren, **WEB)
    today = timezone.localdate()
    assert parents_of(viewer=cleo, company=agency) == [network] and members_of(viewer=cleo, team=team, day=today)[0]
    assert parents_of(viewer=closed, company=agency) == []
    assert members_of(viewer=closed, team=team, day=today) == ([], [])
    assert "Kestrel" in str(org_chart(viewer=cleo, company=agency, day=today))
    assert "Kestrel" not in str(org_chart(viewer=closed, company=agency, day=today))
    (seat,) = org_chart(viewer=cleo, company=agency, day=today).unplaced
    seat.handles = ""
    _name_duties(closed, {seat.id: seat}, today)
    assert not seat.handles


def test_a_digest_goes_on_from_ones_own_last_one(ana: User, ben: User) -> None:
    now = timezone.now()
    period = last_period(Cadence.DAILY, ana.zone, now)
    long_ago = now - timedelta(days=30)
    Digest.objects.create(user=ben, cadence=period.cadence, day=long_ago.date(), until=long_ago, is_sent=True)
    assert told_since(viewer=ana, period=period) == period.since
    assert told_since(viewer=ben, period=period) == long_ago


def test_only_admins_answer_for_peoples_rights(ana: User, moderator: User, admin: User) -> None:
    maren = make_contact("Maren Oduya", make_company("Halden & Pike"), email="maren@halden.example")
    make_link(actor=admin, contact=maren, **WEB)
    link = PersonLink.objects.get()
    wish = PersonWish.objects.create(contact=maren, kind="REMOVE", link=link)
    entry = suppress(actor=admin, text="gone@halden.example", reason="Asked", **WEB)
    closed = User.objects.get(pk=admin.pk)
    closed.is_active = False
    acts: list[Callable[..., Any]] = [
        partial(make_link, contact=maren, **WEB),
        partial(mail_link, contact=maren, **WEB),
        partial(revoke_link, link=link, **WEB),
        partial(decide_wish, wish=wish, grant=True, **WEB),
        partial(suppress, text="other@halden.example", reason="Asked", **WEB),
        partial(lift, suppression=entry, reason="No", **WEB),
        partial(erase_person, contact=maren, **WEB),
    ]
    reads: list[Callable[..., Any]] = [
        partial(get_link, contact=maren, link_id=link.pk),
        partial(get_wish, wish_id=wish.pk),
        partial(get_suppression, suppression_id=entry.pk),
    ]
    for who in (ana, moderator, closed):
        for act in acts:
            with pytest.raises(PermissionDenied, match="Only admins answer for people's rights"):
                act(actor=who)
        for read in reads:
            with pytest.raises(ObjectDoesNotExist):
                read(viewer=who)
        assert not links_of(viewer=who, contact=maren) and not open_wishes(viewer=who)
        assert not list_suppressions(viewer=who)[0] and not holdings_of(viewer=who, contact=maren)
    assert Contact.objects.standing().filter(pk=maren.pk).exists() and not Mail.objects.exists()
    link.refresh_from_db()
    wish.refresh_from_db()
    entry.refresh_from_db()
    assert (link.revoked_at, wish.decided_at, entry.lifted_at) == (None, None, None)
    assert (
        links_of(viewer=admin, contact=maren) and open_wishes(viewer=admin) and holdings_of(viewer=admin, contact=maren)
    )


def test_a_link_or_a_wish_is_of_the_person_it_was_made_for(admin: User) -> None:
    maren, tobias = make_contact("Maren Oduya"), make_contact("Tobias Rao")
    make_link(actor=admin, contact=maren, **WEB)
    link = PersonLink.objects.get()
    assert links_of(viewer=admin, contact=tobias) == []
    with pytest.raises(ObjectDoesNotExist):
        get_link(viewer=admin, contact=tobias, link_id=link.pk)


def test_only_those_who_keep_the_directory_merge_move_and_tune(ana: User, moderator: User) -> None:
    halden, larkspur = make_company("Halden & Pike"), make_company("Larkspur & Vane")
    one, other, third = (make_contact("Maren Oduya", firm) for firm in (halden, larkspur, larkspur))
    merge = merge_records(actor=None, kept=other, dropped=third, **WEB)
    day = timezone.localdate()
    for act in (
        lambda: merge_records(actor=ana, kept=one, dropped=other, **WEB),
        lambda: unmerge_records(actor=ana, merge=merge, **WEB),
        lambda: merge_as_move(actor=ana, former=one, present=other, keep=one.pk, moved_on=day, **WEB),
        lambda: fill_queue(actor=ana),
        lambda: apply_weights(actor=moderator),
        lambda: reset_weights(actor=moderator),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not latest_merges(viewer=ana) and not applied_weights(viewer=ana)
    MatchingWeights.objects.create(decisions=50)
    assert applied_weights(viewer=ana) == [] and len(applied_weights(viewer=moderator)) == 1
    assert Contact.objects.count() == 2
