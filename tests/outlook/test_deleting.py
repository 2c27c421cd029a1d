"""Deleting somebody whom a rule, a duty, a team and reporting lines name: it works, and nothing else is lost."""

from datetime import date

from dealmecca.accounts.models import User
from dealmecca.directory.actions import delete_contact
from dealmecca.directory.models import Contact
from dealmecca.history.models import Door
from dealmecca.outlook.actions.etiquette import set_rule
from tests.factories import make_company, make_contact, make_handling, report_to


def test_a_moderator_deletes_a_person_whom_much_names(moderator: User) -> None:
    agency, kestrel = make_company("Halden & Pike"), make_company("Kestrel Cola", company_type="ADVERTISER")
    maren, tobias = make_contact("Maren Oduya", agency), make_contact("Tobias Rao", agency)
    make_handling(maren, kestrel, "ctv")
    report_to(tobias, maren)
    set_rule(actor=None, door=Door.SYSTEM, account=kestrel, start_with=maren, how="SPOKE", since=date(2026, 1, 5))
    delete_contact(actor=moderator, door=Door.WEB, contact=maren)
    assert list(Contact.objects.values_list("last_name", flat=True)) == ["Rao"]
