"""How few could have written something: members who follow a company, told to an author who hides."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.following.models import Follow
from dealmecca.forum.models import CompanyMention, ContactMention, Post
from dealmecca.forum.queries.named_in_text import companies_named_in
from dealmecca.forum.queries.texts import mentions_in
from dealmecca.lib.markdown import read_once
from dealmecca.lib.markdown.documents import NOBODY

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


def small_crowds(*, viewer: User, text: str, title: str = "", post: Post | None = None) -> list[Crowd]:
    """Those that are small around what a text and its title name, or its thread's post: companies, and employers.

    A name counts whether it is mentioned with an @ or only written. At most eleven queries for a text of 180 names.
    """
    asked = mentions_in(text)
    ids = [one.id for one in asked if one.kind == "company"]
    people = [one.id for one in asked if one.kind == "contact"]
    if post is not None:
        about = {"post": post.pk, "comment": None, "is_rejected": False}
        ids += CompanyMention.objects.filter(**about).values_list("company", flat=True)
        people += ContactMention.objects.filter(**about).values_list("contact", flat=True)
    if people:
        rows = Contact.objects.visible_to(viewer).filter(pk__in=people)
        ids += [key for key in rows.values_list("company", flat=True) if key]
    ids += companies_named_in(f"{title}\n\n{read_once(text).text(NOBODY)}", viewer=viewer)
    if not ids:
        return []
    return [crowd for crowd in crowds_of(viewer=viewer, company_ids=list(dict.fromkeys(ids))) if crowd.is_small]
