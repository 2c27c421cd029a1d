"""The forum for feed readers: Atom of all posts or of one category, and the page with one's address for them.

A feed reader does not sign in, so its address ends in a secret that the member can revoke. A feed says what the page
says: handles and whole hours of anonymous posts, nothing that was removed.
"""

import re
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.feeds import make_reader_key, revoke_reader_key
from dealmecca.forum.models import Category, Post
from dealmecca.forum.queries import PostFilter, get_category, list_posts, names_in
from dealmecca.forum.queries.feeds import feed_addresses, owner_of_reader_key, reader_key_of
from dealmecca.forum.views.addresses import thread_url
from dealmecca.lib.markdown import Names, read_once
from dealmecca.lib.missing import or_404

POSTS = 30
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # which XML cannot hold


@require_safe
@open_to(Policy.VISITORS)
@never_cache
def feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """`token` says who reads; in a browser, whoever signed in."""
    viewer = _reader(request)
    if viewer is None:
        return redirect_to_login(request.get_full_path())
    category: Category | None = or_404(get_category, viewer=viewer, slug=slug) if slug else None
    cards, _ = list_posts(
        viewer=viewer, wanted=PostFilter(category=category.pk if category else ""), order="new", limit=POSTS
    )
    names = names_in(viewer=viewer, texts=[getattr(card.post, "beginning", "") for card in cards])
    path = reverse("forum:category", args=[category.slug]) if category else reverse("forum:index")
    written = _atom(category.name if category else "Forum", path, [card.post for card in cards], names).encode()
    tag = f'"{sha256(written).hexdigest()[:32]}"'

    @condition(etag_func=lambda _: tag)
    def answer(_: HttpRequest) -> HttpResponse:
        return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")

    return answer(request)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
@never_cache
def feeds(request: HttpRequest) -> HttpResponse:
    """POST with `revoke` ends the address; else it makes one, whose text is shown this once."""
    viewer, token = viewer_of(request), ""
    if request.method == "POST":
        if "revoke" in request.POST:
            revoke_reader_key(actor=viewer)
            messages.success(request, "That address works no more.")
            return redirect("forum:feeds")
        token = make_reader_key(actor=viewer)
    addresses = feed_addresses(viewer=viewer, token=token) if token else []
    context = {"key": reader_key_of(viewer=viewer), "addresses": addresses}
    return render(request, "forum/feeds.html", context)


def _reader(request: HttpRequest) -> User | None:
    """None for a visitor without a secret."""
    if token := request.GET.get("token", ""):
        owner = owner_of_reader_key(token=token)
        if owner is None:
            raise Http404
        return owner
    return request.user if isinstance(request.user, User) and request.user.is_active else None


def _atom(name: str, path: str, posts: list[Post], names: Names) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    page = urljoin(settings.SITE_URL, path)
    written = Atom1Feed(
        title=f"{name} · DealMecca", link=page, description="", feed_guid=f"tag:{host},2026:{path}", language="en"
    )
    for post in posts:
        written.add_item(
            title=_printable(post.title),
            link=urljoin(settings.SITE_URL, thread_url(post)),
            description=_printable(read_once(getattr(post, "beginning", "")).text(names)),
            unique_id=f"tag:{host},2026:forum/posts/{post.pk}",
            author_name=_printable(post.author_label),
            pubdate=post.created_at,
            updateddate=post.edited_at or post.created_at,
            categories=[post.category.name],
        )
    return written.writeString("utf-8")


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
