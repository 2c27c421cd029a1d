"""How few could have written something: members who follow a company, told to an author who hides."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.following.models import Follow
from dealmecca.forum.models import CompanyMention, Post
from dealmecca.forum.queries.texts import mentions_in

FEW = 10  # members; below that, a reader may guess


@dataclass(frozen=True)
class Crowd:
    company: Company
    followers: int

    @property
    def is_small(self) -> bool:
        return self.followers < FEW


def crowds_of(*, viewer: User, company_ids: Sequence[str]) -> list[Crowd]:
    """For each company, how many active members follow it; smallest first. Two queries."""
    companies = Company.objects.visible_to(viewer).in_bulk(list(company_ids)[:50])
    rows = Follow.objects.filter(record_kind="company", record_id__in=companies, user__is_active=True)
    counts = dict(rows.values_list("record_id").annotate(members=Count("user", distinct=True)))
    found = [Crowd(company, counts.get(key, 0)) for key, company in companies.items()]
    return sorted(found, key=lambda crowd: (crowd.followers, crowd.company.name))


def small_crowds(*, viewer: User, text: str, post: Post | None = None) -> list[Crowd]:
    """Those that are small around what a text mentions, or its thread's post: companies, and employers of people.

    At most six queries.
    """
    asked = mentions_in(text)
    ids = [one.id for one in asked if one.kind == "company"]
    people = [one.id for one in asked if one.kind == "contact"]
    if post is not None:
        ids += CompanyMention.objects.filter(post=post.pk, comment=None, is_rejected=False).values_list(
            "company", flat=True
        )
    if people:
        rows = Contact.objects.visible_to(viewer).filter(pk__in=people)
        ids += [key for key in rows.values_list("company", flat=True) if key]
    if not ids:
        return []
    return [crowd for crowd in crowds_of(viewer=viewer, company_ids=list(dict.fromkeys(ids))) if crowd.is_small]
