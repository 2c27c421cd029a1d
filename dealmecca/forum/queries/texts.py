"""What members wrote, ready to be shown: whom it mentions, and what they are called today."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import operator
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries.redirects import led_on
from dealmecca.lib.markdown import Mention, Names, read_once

MOST_MENTIONS = 50  # of one text; those that come after are called by nobody


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Each once, in the order of the text."""
    return read_once(text).mentions[:MOST_MENTIONS]


def names_in(*, viewer: User, texts: Iterable[str]) -> Names:
    """Who is mentioned in these texts, as the directory calls them now, and where their pages are.

    One query for companies, one for people, one for members; one more where some are gone, or were merged into others.
    Who is gone, or suppressed, has no entry.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for mention in mentions_in(text):
            ids[mention.kind].add(mention.id)
    names: dict[Mention, tuple[str, str]] = {}
    if ids["company"]:
        firms = Company.objects.visible_to(viewer).only("pk", "name", "slug")
        found = firms.in_bulk(ids["company"])
        for key, company in (found | led_on(firms, ids["company"], found)).items():
            names[Mention("company", key)] = (company.name, reverse("web:company_page", args=[company.slug]))
    if ids["contact"]:
        people = Contact.objects.visible_to(viewer).only("pk", "first_name", "last_name")
        known = people.in_bulk(ids["contact"])
        for key, contact in (known | led_on(people, ids["contact"], known)).items():
            names[Mention("contact", key)] = (contact.full_name, reverse("web:contact_page", args=[contact.pk]))
    if ids["user"]:
        for user in User.objects.filter(pk__in=ids["user"], is_active=True).only("pk", "name", "email"):
            names[Mention("user", user.pk)] = (user.display_name, "")
    return names


def plain(text: str) -> str:
    """Without its signs, for search, notices and the machine that reads; mentions by their names of today."""
    return read_once(text).text(names_in(viewer=operator(), texts=[text]))
