"""The demo's forum: threads with replies, votes, polls and handles, over its companies and people.

Counted from the day on which the demo is made, and always the same: written by the forum's own actions, then moved into
the past. Made once; nobody is told of it.
"""

import random
from datetime import datetime, timedelta

from django.db.models import F, Max
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.forum.actions import accept_answer, choose, keep_post, visit, vote, write_comment, write_post
from dealmecca.forum.handles import FIRST, SECOND
from dealmecca.forum.models import Category, Comment, Post, SealedAuthor, Visit
from dealmecca.forum.moments import hour_of
from dealmecca.lib.markdown import mention_token
from dealmecca.operations.demo.forum_words import CHOICES, OPENERS, REPLIES

THREADS, REPLIES_AT_MOST, FOR_EACH_THREAD = 60, 14, 5  # companies: a small demo has a small forum
SETTLED = timedelta(days=120)  # how long the demo's members have been here: new ones may do less


def make_forum(*, now: datetime | None = None) -> int:
    """How many threads were made; 0 where there are some already, or nothing to write about."""
    accounts = list(Company.objects.filter(company_type="ADVERTISER").order_by("created_at", "pk")[:20])
    agencies = list(Company.objects.filter(company_type="AGENCY").order_by("created_at", "pk")[:8])
    people = list(Contact.objects.order_by("created_at", "pk")[:20])
    members = list(User.objects.filter(email__endswith="@demo.example", is_active=True).order_by("email"))
    if Post.objects.exists() or not (accounts and agencies and people and len(members) > 2):
        return 0
    now = now or timezone.now()
    User.objects.filter(pk__in=[user.pk for user in members], created_at__gt=now - SETTLED).update(
        created_at=now - SETTLED
    )
    for user in members:
        user.refresh_from_db(fields=["created_at"])
    drawn = random.Random("forum")
    categories = {category.slug: category for category in Category.objects.all()}
    count = min(THREADS, max(len(OPENERS), Company.objects.count() // FOR_EACH_THREAD))
    for number in range(count):
        about: dict[str, Company | Contact] = {
            "account": accounts[(number * 3 + number // len(OPENERS) * 4) % len(accounts)],
            "agency": agencies[(number * 5) % len(agencies)],
            "person": people[(number * 7) % len(people)],
        }
        age = timedelta(hours=3 + (count - 1 - number) ** 2 * 0.7)
        _thread(number, about, members, categories, drawn, now - age, now)
    DBTaskResult.objects.filter(task_path__startswith="dealmecca.forum.jobs.tell_", enqueued_at__gte=now).delete()
    return count


def _thread(
    number: int,
    about: dict[str, Company | Contact],
    members: list[User],
    categories: dict[str, Category],
    drawn: random.Random,
    at: datetime,
    now: datetime,
) -> None:
    slug, kind, title, body, tags, media = OPENERS[number % len(OPENERS)]
    author = members[(number * 11) % len(members)]
    is_anonymous = number % 5 == 0
    post, _ = write_post(
        actor=author, category=categories[slug], title=_fill(title, about), body=_fill(body, about),
        is_anonymous=is_anonymous, post_type=kind, urgency={0: "URGENT", 2: "HIGH"}.get(number % 20, "MEDIUM"),
        deal_size="100K_500K" if slug == "deals" else "", location="Chicago" if number % 7 == 2 else "",
        tags=[tag for tag in tags.split(",") if tag], media_types=[media] if media else [],
        choices=CHOICES.get(kind, ()), closes_at=now + timedelta(days=20) if kind == "POLL" else None,
    )  # fmt: skip
    comments: list[Comment] = []
    for step in range(drawn.randint(0, REPLIES_AT_MOST)):
        replier = author if comments and step % 4 == 1 else drawn.choice(members)
        text = _fill(REPLIES[(number * 3 + step) % len(REPLIES)], about)
        parent = drawn.choice(comments) if comments and drawn.random() < 0.45 else None
        hides = is_anonymous if replier == author else drawn.random() < 0.12
        comments.append(write_comment(actor=replier, post=post, body=text, parent=parent, is_anonymous=hides)[0])
    _receive(post, comments, author, members, drawn)
    _move(post, at, now, drawn)
    if number in (1, 3):
        Post.objects.filter(pk=post.pk).update(is_featured=True)
    if number == 9:
        Post.objects.filter(pk=post.pk).update(is_pinned=True)


def _receive(post: Post, comments: list[Comment], author: User, members: list[User], drawn: random.Random) -> None:
    """Votes, choices, looks and the answer."""
    others = [user for user in members if user != author]
    for user in drawn.sample(others, drawn.randint(2, len(others))):
        vote(actor=user, post=post, value=1 if drawn.random() < 0.86 else -1)
        visit(actor=user, post=post, read_number=len(comments))
    for choice in post.choices.order_by("position"):
        for user in drawn.sample(members, drawn.randint(1, 6)):
            choose(actor=user, choice=choice, is_chosen=True)
    for user in drawn.sample(others, 2):
        keep_post(actor=user, post=post, is_kept=True)
    named = [comment for comment in comments if comment.author_id]
    for comment in named[:3]:
        for user in drawn.sample(members, 3):
            if user.pk != comment.author_id:
                vote(actor=user, post=post, comment=comment, value=1)
    if post.post_type == "QUESTION" and named and drawn.random() < 0.6:
        accept_answer(actor=author, post=post, comment=drawn.choice(named))


def _move(post: Post, at: datetime, now: datetime, drawn: random.Random) -> None:
    """Into the past, in the order in which it was said; anonymous words to whole hours, and to handles that repeat."""
    begun = hour_of(at) if post.is_anonymous else at
    Post.objects.filter(pk=post.pk).update(created_at=begun, updated_at=begun, last_activity_at=begun)
    moment = at
    for comment in Comment.objects.filter(post=post).order_by("number"):
        moment += (now - moment) * drawn.uniform(0.01, 0.12)
        said = hour_of(moment) if comment.is_anonymous else moment
        Comment.objects.filter(pk=comment.pk).update(created_at=said, updated_at=said)
    last = Comment.objects.filter(post=post).aggregate(last=Max("created_at"))["last"]
    Post.objects.filter(pk=post.pk).update(last_activity_at=max(begun, last) if last else begun)
    rows = list(SealedAuthor.objects.filter(post=post).order_by("pk"))
    drawn_handles = drawn.sample([f"{first} {second}" for first in FIRST for second in SECOND], max(20, len(rows)))
    for row in rows:  # first to what nobody is called: one that was drawn may be another's until now
        _rename(row, f"{row.pk}")
    for row, handle in zip(rows, drawn_handles, strict=False):
        _rename(row, handle)
    Visit.objects.filter(post=post).update(times=F("times") * 3)
    Post.objects.filter(pk=post.pk).update(view_count=F("view_count") * 3)


def _rename(row: SealedAuthor, handle: str) -> None:
    Post.objects.filter(pk=row.post_id, handle=row.handle).update(handle=handle)
    Comment.objects.filter(post=row.post_id, handle=row.handle).update(handle=handle)
    row.handle = handle
    row.save(update_fields=["handle"])


def _fill(text: str, about: dict[str, Company | Contact]) -> str:
    """{account} becomes a name, {account@} a mention."""
    for kind, record in about.items():
        name = record.full_name if isinstance(record, Contact) else record.name
        called = "contact" if isinstance(record, Contact) else "company"
        text = text.replace(f"{{{kind}@}}", mention_token(name, called, record.pk)).replace(f"{{{kind}}}", name)
    return text
