"""Ways to give away who wrote an anonymous text, each planted in the code for a while: the crawl catches them all."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.utils import timezone
from ninja.operation import Operation

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.forum.actions import comments, posts, telling
from dealmecca.forum.api import posts as posts_api
from dealmecca.forum.api import searching as searching_api
from dealmecca.forum.handles import FIRST, SECOND
from dealmecca.forum.models import Edit, Post, PostFollow, SealedAuthor
from dealmecca.forum.models.posts import Authored
from dealmecca.forum.models.reading import OwnQuerySet
from dealmecca.forum.queries import Hit
from dealmecca.forum.queries import lists as lists_queries
from dealmecca.forum.queries import threads as threads_queries
from dealmecca.forum.schemas import comments as comments_shapes
from dealmecca.forum.schemas import posts as posts_shapes
from dealmecca.forum.schemas.people import AuthorAnswer
from dealmecca.history.actions import Entry, record_changes
from dealmecca.history.models import Door, Verb
from dealmecca.lib.ids import new_id
from dealmecca.operations.records.site import records

Patch = pytest.MonkeyPatch
THREAD, COMMENTS = "/api/v1/forum/posts/{post_id}", "/api/v1/forum/posts/{post_id}/comments"
USERS, EDITS = "/operate/records/accounts/user/", "/operate/records/forum/edit/"
FOLLOWS, HISTORY = "/operate/records/forum/postfollow/", "/operate/records/history/change/"


@dataclass(frozen=True)
class Leak:
    """`who` can tell at `address`; without one, the mails, the log or the list of who was told betray it."""

    name: str
    plant: Callable[[Patch], None]
    who: str = "free"
    address: str = ""


def real_author(item: Any) -> User | None:
    post_id = item.pk if isinstance(item, Post) else item.post_id
    row = SealedAuthor.objects.filter(post=post_id, handle=item.handle).select_related("user").first()
    return row.user if row else None


def name_in_json(patch: Patch) -> None:
    real = posts_shapes.authored

    def leaky(item: Any, **how: Any) -> dict[str, Any]:
        author = real_author(item)
        named = {"author": AuthorAnswer(name=author.display_name, company=None)} if author else {}
        return real(item, **how) | named

    patch.setattr(posts_shapes, "authored", leaky)
    patch.setattr(comments_shapes, "authored", leaky)


def author_in_etag(patch: Patch) -> None:
    real = Operation.run

    def leaky(self: Operation, request: Any, **parts: Any) -> Any:
        answer = real(self, request, **parts)
        row = SealedAuthor.objects.filter(post=parts.get("post_id", "")).first()
        if row:
            answer["ETag"] = f'"{hash(row.user_id)}"'
        return answer

    patch.setattr(Operation, "run", leaky)


def sorted_by_author(patch: Patch) -> None:
    real = posts_api.list_posts

    def leaky(**asked: Any) -> Any:
        cards, cursor = real(**asked)
        return sorted(cards, key=lambda card: getattr(real_author(card.post), "pk", card.post.author_id or "")), cursor

    patch.setattr(posts_api, "list_posts", leaky)


def filtered_by_author(patch: Patch) -> None:
    def leaky(viewer: User) -> Any:
        return Post.objects.filter(sealed_authors__user__sales_team=viewer.sales_team_id)

    patch.setattr(lists_queries, "posts_by", leaky)


def posts_counted_beside_a_name(patch: Patch) -> None:
    def leaky(self: User) -> str:
        return f"{self.name} ({SealedAuthor.objects.filter(user=self).count()} posts)"

    patch.setattr(User, "display_name", property(leaky))


def follows_in_the_record_browser(patch: Patch) -> None:
    browser: Any = records.get_model_admin(PostFollow)
    patch.setattr(browser, "table", replace(browser.table, rows=lambda rows, viewer: PostFollow.objects.order_by("pk")))
    patch.setattr(OwnQuerySet, "visible_to", lambda self, viewer: self)


def no_vote_for_the_team(patch: Patch) -> None:
    real = threads_queries.is_mine

    def leaky(viewer: User, item: Any, handle: str | None = None) -> bool:
        author = real_author(item)
        return real(viewer, item, handle) or bool(author and author.sales_team_id == viewer.sales_team_id)

    patch.setattr(threads_queries, "is_mine", leaky)


def drafts_of_everybody(patch: Patch) -> None:
    patch.setattr(OwnQuerySet, "visible_to", lambda self, viewer: self)


def found_by_name(patch: Patch) -> None:
    real = searching_api.search_forum

    def leaky(*, text: str, **asked: Any) -> Any:
        hits, cursor = real(text=text, **asked)
        rows = SealedAuthor.objects.filter(user__name__iexact=text).select_related("post__category")
        return [*hits, *(Hit(row.post, None) for row in rows.order_by("post"))], cursor

    patch.setattr(searching_api, "search_forum", leaky)


def handle_of_the_member(patch: Patch) -> None:
    def leaky(post: Post, actor: User) -> str:
        number = sum(map(ord, actor.email))
        handle = f"{FIRST[number % len(FIRST)]} {SECOND[number % len(SECOND)]}"
        SealedAuthor.objects.get_or_create(post=post, user=actor, defaults={"handle": handle})
        return handle

    patch.setattr(posts, "handle_in", leaky)
    patch.setattr(comments, "handle_in", leaky)


def exact_minutes(patch: Patch) -> None:
    patch.setattr(posts, "moment_for", lambda **how: timezone.now())


def ids_of_the_minute(patch: Patch) -> None:
    patch.setattr(comments, "id_for", lambda **how: new_id())


def after_posting(patch: Patch, do: Callable[[Post, User], None]) -> None:
    real = posts.follow_as_author

    def leaky(post: Post, author: User) -> None:
        real(post, author)
        do(post, author)

    patch.setattr(posts, "follow_as_author", leaky)


def last_seen(patch: Patch) -> None:
    after_posting(patch, lambda post, author: author.save(update_fields=["last_login"]) if _seen(author) else None)


def _seen(author: User) -> bool:
    author.last_login = timezone.now().replace(minute=0)
    return True


def history_of_the_company(patch: Patch) -> None:
    def do(post: Post, author: User) -> None:
        company = Company.objects.order_by("pk")[0]
        entry = Entry("company", company.pk, Verb.EDIT, {"discussed": ("", post.title)}, post.created_at)
        record_changes(actor=author, door=Door.WEB, entries=[entry])

    after_posting(patch, do)


def log_line(patch: Patch) -> None:
    log = logging.getLogger("dealmecca.forum")
    after_posting(patch, lambda post, author: log.debug("%s wrote %s", author.pk, post.pk))


def editor_kept(patch: Patch) -> None:
    real = Edit.save

    def leaky(self: Edit, *how: Any, **more: Any) -> None:
        self.editor = real_author(self.comment or self.post)
        real(self, *how, **more)

    patch.setattr(Edit, "save", leaky)


def mail_from_the_author(patch: Patch) -> None:
    def leaky(self: Any) -> str:
        author = real_author(self) if self.is_anonymous else self.author
        return author.name if author else "somebody"

    patch.setattr(Authored, "author_label", property(leaky))


def author_left_out(patch: Patch) -> None:
    real = telling._tell

    def leaky(user: User, *what: Any) -> None:
        if what[-1].startswith("post ") and real_author(Post.objects.get(pk=what[-1][5:])) == user:
            return
        real(user, *what)

    patch.setattr(telling, "_tell", leaky)


LEAKS = (
    Leak("the author's name in JSON", name_in_json, address=THREAD),
    Leak("an ETag made with the author", author_in_etag, address=THREAD),
    Leak("a list sorted by author", sorted_by_author, address="/api/v1/forum/posts?order=new"),
    Leak("a filter by author that finds anonymous posts", filtered_by_author, "mate", "/api/v1/forum/posts?mine=true"),
    Leak("a count of posts beside a member's name", posts_counted_beside_a_name, address=COMMENTS),
    Leak("a column of the record browser", follows_in_the_record_browser, "admin", FOLLOWS),
    Leak("no vote for the author's team", no_vote_for_the_team, "mate", THREAD),
    Leak("drafts of everybody: the author's is gone", drafts_of_everybody, address="/api/v1/forum/drafts"),
    Leak("a search that knows the author's name", found_by_name, address="/api/v1/forum/search?q=ana"),
    Leak("a handle that is the same in each thread", handle_of_the_member, address=THREAD),
    Leak("times to the minute", exact_minutes, address=THREAD),
    Leak("ids that tell the minute", ids_of_the_minute, address=COMMENTS),
    Leak("the author was last seen when the post came", last_seen, "admin", USERS),
    Leak("history names the author", history_of_the_company, "admin", HISTORY),
    Leak("a line of the log", log_line),
    Leak("who edited, beside the former words", editor_kept, "admin", EDITS),
    Leak("a mail that names its author", mail_from_the_author),
    Leak("everybody is told but the author", author_left_out),
)
