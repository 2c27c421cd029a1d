"""All that was found in a post, rejected things too, for whoever may correct it; and items of lists."""

from dataclasses import dataclass
from typing import Any

from dealmecca.accounts.models import User
from dealmecca.forum.models import Choice, CompanyMention, ContactMention, Post, PostTag


@dataclass(frozen=True)
class FoundThing:
    """One line: `kind` is company, contact or tag; `row` says by whom and how surely it was found."""

    kind: str
    id: str
    name: str
    row: Any

    @property
    def can_reject(self) -> bool:
        return not self.row.is_rejected and (self.kind == "tag" or self.row.source != "AUTHOR")


def found_in(*, viewer: User, post: Post) -> list[FoundThing]:
    """Of the post itself, by kind and name. Three queries."""
    mine: dict[str, Any] = {"post__in": Post.objects.visible_to(viewer).filter(pk=post.pk)}
    companies = CompanyMention.objects.filter(**mine, comment=None).select_related("company")
    contacts = ContactMention.objects.filter(**mine, comment=None).select_related("contact")
    tags = PostTag.objects.filter(**mine).select_related("tag")
    found = [FoundThing("company", row.company_id, row.company.name, row) for row in companies]
    found += [FoundThing("contact", row.contact_id, row.contact.full_name, row) for row in contacts]
    found += [FoundThing("tag", row.tag_id, row.tag.name, row) for row in tags]
    kinds = ("company", "contact", "tag")
    return sorted(found, key=lambda one: (kinds.index(one.kind), one.row.is_rejected, one.name.lower()))


def get_item(*, viewer: User, choice_id: str) -> Choice:
    """Of a list that the viewer sees. Raises Choice.DoesNotExist."""
    rows = Choice.objects.filter(post__in=Post.objects.visible_to(viewer), post__post_type="LIST")
    return rows.select_related("post", "company").get(pk=choice_id.replace("\0", ""))
