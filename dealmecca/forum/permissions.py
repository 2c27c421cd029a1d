"""Who may do what in the forum. Whose an anonymous text is, only its author's own requests find out."""

from datetime import timedelta

from django.utils import timezone

from dealmecca.accounts.models import Role, User
from dealmecca.directory.permissions import require
from dealmecca.forum.models import Post
from dealmecca.forum.queries.whose import is_mine, moderates, sees_unmaskings

__all__ = ["can_correct", "can_moderate", "can_unmask", "can_write", "is_mine", "is_new", "require"]

NEW_FOR = timedelta(days=3)  # how long an account is new: fewer posts, few links, nothing anonymous


def can_write(actor: User) -> bool:
    """Every member writes, votes, keeps and reports; an admin who looks as somebody else does none of it."""
    return actor.is_authenticated and actor.sees_own


def can_correct(actor: User, post: Post) -> bool:
    """What the machine found in it: whoever wrote it, and moderators."""
    return can_write(actor) and (is_mine(actor, post) or moderates(actor))


def can_moderate(actor: User) -> bool:
    return moderates(actor)


def can_unmask(actor: User) -> bool:
    """Ask for it or agree to it: two different admins are needed, the database sees to that."""
    return sees_unmaskings(actor)


def is_new(actor: User) -> bool:
    return timezone.now() - actor.created_at < NEW_FOR and actor.role == Role.MEMBER
