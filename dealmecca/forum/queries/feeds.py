"""Whose feed a secret opens, whether a member has one, and the addresses that end in it."""

from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.forum.models import Category, ReaderKey
from dealmecca.forum.queries.browsing import categories_with_posts


def reader_key_of(*, viewer: User) -> ReaderKey | None:
    """The one that works."""
    return ReaderKey.objects.working().filter(user=viewer.pk).first() if viewer.sees_own else None


def owner_of_reader_key(*, token: str) -> User | None:
    """None for one that was revoked or never was, and for a closed account."""
    row = ReaderKey.objects.working().filter(token_digest=ReaderKey.digest(token)).select_related("user").first()
    return row.user if row else None


def feed_addresses(*, viewer: User, token: str) -> list[tuple[Category | None, str]]:
    """Of all posts, then of each category that is read, each ending in the secret `token`."""
    whole = urlencode({"token": token})
    paths: list[tuple[Category | None, str]] = [(None, reverse("forum:feed_of_all"))]
    paths += [(row, reverse("forum:feed", args=[row.slug])) for row in categories_with_posts(viewer=viewer)]
    return [(row, f"{urljoin(settings.SITE_URL, path)}?{whole}") for row, path in paths]
