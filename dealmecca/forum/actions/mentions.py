"""Writing down whom a text mentions, so that the pages of companies and people can list it."""

from typing import Any

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.forum.models import Comment, CompanyMention, ContactMention, Post, UserMention
from dealmecca.forum.moments import id_for
from dealmecca.forum.queries.texts import mentions_in


def write_mentions(post: Post, comment: Comment | None, text: str) -> None:
    """Make the rows say what the text says. What the machine found, and what a person rejected, stays as it is."""
    asked = mentions_in(text)
    hides = (comment or post).is_anonymous
    about: dict[str, Any] = {"post": post, "comment": comment}
    tables: list[tuple[str, Any, Any]] = [
        ("company", CompanyMention, Company), ("contact", ContactMention, Contact), ("user", UserMention, User),
    ]  # fmt: skip
    for kind, table, known in tables:
        ids = [one.id for one in asked if one.kind == kind]
        rows = table._default_manager.filter(**about)
        old = rows.filter(source="AUTHOR") if kind != "user" else rows
        old.exclude(**{f"{kind}__in": ids}).delete()
        there = set(known._default_manager.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
        if kind != "user" and there:  # what the machine had found, its author now says
            rows.filter(**{f"{kind}__in": there}).update(source="AUTHOR", confidence=1.0, is_rejected=False)
        table._default_manager.bulk_create(
            (table(id=id_for(is_anonymous=hides), **about, **{f"{kind}_id": key}) for key in ids if key in there),
            ignore_conflicts=True,
        )
