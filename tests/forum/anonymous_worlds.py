"""Two worlds that differ in who wrote anonymously and in the minute of the hour they did it; and all that others see.

A world is written into a savepoint, through the doors that members use, looked at from everywhere, and taken back. Ids
and handles are drawn from the same dice in both, and everything else happens at the same moments.
"""

import json
import logging
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import time_machine
from django.db import transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.forum import jobs
from dealmecca.forum.actions import follow_category
from dealmecca.forum.actions.moderating import remove, switch
from dealmecca.forum.actions.reading import _names
from dealmecca.forum.models import Category, Comment, Flag, Post
from dealmecca.notifications.models import Mail, Notification
from dealmecca.operations.records.cells import list_url, record_url
from dealmecca.operations.records.rows import browsable_rows
from dealmecca.operations.records.site import records as record_site
from dealmecca.operations.records.tables import TABLES
from dealmecca.web.digests import send_due_digests
from tests.factories.forum import make_comment, settle
from tests.forum.same_chances import DICE, Written, at, logging_into, same_dice
from tests.matrix.test_matrix import ROUTES
from tests.matrix.test_two_worlds import look_as
from tests.matrix.world import make_people, make_records
from tests.two_worlds import Answers, Request, crawl, reads, sign_in

CANDIDATES = ("owner", "stranger")  # one of whom wrote it; what is theirs alone is not compared
MINUTES = dict(zip(CANDIDATES, ("07", "42"), strict=True))  # at which they wrote
OTHERS = ("mate", "free", "moderator", "admin")
TITLE, POLL, GONE = "Who loses the zeppelin account?", "Which zeppelin flies first?", "A zeppelin too many"
WORDS = (
    "/api/v1/forum/search?q=zeppelin", "/api/v1/forum/search?q=ana", "/api/v1/forum/search?q=cleo",
    "/api/v1/forum/posts?mine=true", "/api/v1/forum/posts?kept=true", "/api/v1/forum/posts?tag=airships",
    "/api/v1/forum/posts?company={company}", "/api/v1/forum/posts?contact={contact}", "/search?q=zeppelin",
    *(f"/api/v1/forum/posts?order={order}&limit=100" for order in ("new", "best", "unanswered")),
    "/api/v1/forum/posts?category={category}", "/companies?q=zeppelin",
)  # fmt: skip
ROLES = ("visitor", *OTHERS, *(f"admin as {name}" for name in CANDIDATES))
READER = {"visitors": "visitor", "owner": "mate", "team": "mate", "keeper": "mate", "nobody": "visitor"}
MIXED = re.compile(
    r"/(api/v1/)?(forum|search|notifications|events/\{|people/\{contact\}$|companies/\{company\}$|me$)|/$"
)


@dataclass
class Seen:
    """What others get of one world. `told` is who was told of what, the two candidates among them."""

    answers: Answers = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    mails: list[Any] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)


class Worlds:
    """The people and records that both worlds have, and everybody's browser."""

    def __init__(self) -> None:
        self.people: dict[str, User] = make_people()
        self.records = make_records(self.people)
        for name in ("mate", "free", *CANDIDATES):
            settle(self.people[name])
            self.people[name].refresh_from_db()
        self.browsers = sign_in({name: self.people[name] for name in (*OTHERS, *CANDIDATES)})
        self.outside = {"visitor": Client(), **{name: self.browsers[name] for name in OTHERS}}
        for name in CANDIDATES:
            self.outside |= sign_in({f"admin as {name}": self.people["admin"]})
            look_as(self.outside[f"admin as {name}"], self.people[name])
        self.rows = {f"{key}" for _, key in _forum_rows(self.people["admin"])}

    def everything(self, author: str) -> Seen:
        """The world in which this candidate wrote, as others see it, at every address."""
        with self._world(author, is_whole=True) as (found, ids_of):
            logging.disable(logging.CRITICAL)  # the crawl's refusals say who asked, and are the same
            for name, asked in everywhere(self.records, ids_of).items():
                found.answers |= crawl({name: self.outside[name]}, asked)
            found.answers |= crawl(
                {"admin": self.outside["admin"]}, reads(record_pages(self.people["admin"], self.rows))
            )
        return found

    def glimpse(self, author: str, looks: Iterable[tuple[str, str]]) -> Seen:
        """The same of a short life of the thread, at a few addresses, and what was sent and logged."""
        with self._world(author, is_whole=False) as (found, ids_of):
            for who, address in looks:
                found.answers |= crawl({who: self.outside[who]}, reads([address.format(**ids_of)]))
        return found

    @contextmanager
    def _world(self, author: str, *, is_whole: bool) -> Iterator[tuple[Seen, dict[str, str]]]:
        log = Written()
        with transaction.atomic(), same_dice(), logging_into(log):
            here = self._begin(author)
            if is_whole:
                here |= self._go_on(author, here)
            with at("17:10"):
                run_jobs()
            with at("17:30"):
                yield Seen(log=log.lines, mails=self._mails(), told=_told()), self.records | here
            transaction.set_rollback(True)

    def _begin(self, author: str) -> dict[str, str]:
        """What stands for {…} in addresses."""
        me, minute, people = self.browsers[author], MINUTES[author], self.people
        company, contact, mate = (self.records[name] for name in ("company_id", "contact", "mate"))
        with at("14:05"):
            for name in ("free", "mate", *CANDIDATES):
                follow_category(actor=people[name], category=Category.objects.get(slug="questions"), is_followed=True)
        with at(f"15:{minute}"):
            send(me, "put", "drafts/new", {"values": {"title": TITLE}})
            about = f"@[Kestrel](company:{company}), @[Maren](contact:{contact}), @[Ben](user:{mate})?"
            post = send(me, "post", "posts", {
                "title": TITLE, "content": f"Is it {about}", "categoryId": "questions", "isAnonymous": True,
                "postType": "QUESTION", "urgency": "URGENT", "tags": ["Airships"], "mediaType": ["Balloons"],
            })  # fmt: skip
            send(me, "patch", f"posts/{post['id']}", {"content": f"Really {about}", "tags": ["Airships", "Gas"]})
        with at("16:05"):
            thread = Post.objects.get(pk=post["id"])
            reply = [make_comment(people[name], thread, f"{name} says") for name in (*CANDIDATES, "mate")][-1]
        with at(f"16:{minute}"):
            body = {"content": "Not so loud!", "isAnonymous": True, "parentId": reply.pk}
            mine = send(me, "post", f"posts/{post['id']}/comments", body)["id"]
        return {
            "post": post["slug"], "post_id": post["id"], "anonymous_post": post["slug"], "tag": "airships",
            "anonymous_post_id": post["id"], "comment": mine, "anonymous_comment": mine, "reply": reply.pk,
        }  # fmt: skip

    def _go_on(self, author: str, here: dict[str, str]) -> dict[str, str]:
        """All else that an anonymous author may do, between what others write by name."""
        me, minute, people = self.browsers[author], MINUTES[author], self.people
        post, mine, reply = here["post_id"], here["comment"], here["reply"]
        with at(f"16:{minute}"):
            poll = send(me, "post", "posts", {
                "title": POLL, "content": "Choose.", "categoryId": "deals", "isAnonymous": True, "postType": "POLL",
                "choices": ["Hindenburg", "Norge"],
            })  # fmt: skip
            gone = {"title": GONE, "content": "Wrong.", "categoryId": "deals", "isAnonymous": True}
            deleted = send(me, "post", "posts", gone)["id"]
            send(me, "delete", f"posts/{deleted}")
            send(me, "patch", f"comments/{mine}", {"content": f"Not so loud, @[Ben](user:{people['mate'].pk})!"})
            slip = send(me, "post", f"posts/{post}/comments", {"content": "A slip.", "isAnonymous": True})["id"]
            send(me, "delete", f"comments/{slip}")
            form = {
                "body": "From the page.",
                "is_anonymous": "on",
                "step": "post",
                "confirmed": " ".join(Company.objects.values_list("pk", flat=True)),
            }
            assert me.post(f"/forum/posts/{here['post']}/comments", form).status_code == 302
            send(me, "put", f"comments/{reply}/vote", {"value": 1})
            send(me, "put", f"posts/{post}/answer", {"commentId": reply})
            send(me, "get", "mine")
        with at("17:05"):
            for name in ("mate", "free", *CANDIDATES):
                send(self.browsers[name], "put", f"posts/{post}/visit", {"readNumber": 1})
            choice = poll["choices"][0]["id"]
            for path, body in (
                (f"posts/{post}/vote", {"value": 1}), (f"posts/{post}/bookmark", {"isBookmarked": True}),
                (f"posts/{poll['id']}/choices/{choice}/vote", {"isChosen": True}),
            ):  # fmt: skip
                send(self.browsers["free"], "put", path, body)
            thread = Post.objects.get(pk=post)
            make_comment(people["free"], thread, "To that:", parent=Comment.objects.get(pk=mine))
            Flag.objects.create(post=thread, user=people["mate"], reason="WRONG")
            Flag.objects.create(post=thread, comment_id=mine, user=people["free"], reason="RUDE")
            remove(actor=people["moderator"], item=thread.comments.get(body="From the page."), reason="Rude")
            switch(actor=people["moderator"], post=thread, column="is_featured", is_on=True)
        return {
            "deleted_comment": slip, "poll": poll["slug"], "poll_id": poll["id"], "choice": choice,
            "deleted_post": deleted, "deleted_post_id": deleted,
        }  # fmt: skip

    def _mails(self) -> list[Any]:
        """To others: those that wait, and tomorrow's digests."""
        with transaction.atomic():
            with time_machine.travel("2026-11-24T17:30Z", tick=False):
                send_due_digests()
            rows = Mail.objects.filter(user__in=[self.people[name] for name in OTHERS])
            found = list(rows.order_by("address", "subject", "text").values_list("address", "subject", "text", "html"))
            transaction.set_rollback(True)
        return found


def send(browser: Client, method: str, path: str, body: Any = None) -> Any:
    """Through the API, which must accept it."""
    kind = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    answer = getattr(browser, method)(f"/api/v1/forum/{path}", **kind)
    assert answer.status_code in (200, 201, 204), (method, path, answer.content)
    return json.loads(answer.content) if answer.content else None


def run_jobs() -> None:
    """What the worker does with the forum's tasks that wait."""
    _names.cache_clear()  # else the second world, which finds it made, draws one id less
    waiting = DBTaskResult.objects.filter(task_path__startswith="dealmecca.forum.")
    for task in sorted(waiting, key=lambda task: (task.enqueued_at, task.task_path, task.args_kwargs["args"])):
        DICE.anew()
        job = getattr(jobs, task.task_path.rpartition(".")[2])
        job.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])


def everywhere(records: Mapping[str, str], here: Mapping[str, str]) -> dict[str, list[Request]]:
    """By role, every address of routes.txt that answers a GET: of the world's records, and of the anonymous thread.

    What shows the forum, or mixes domains, is asked by all of them; every other address by one who may read it.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for route in ROUTES:
        who = route.who.get("GET")
        asking = ROLES if who and MIXED.match(route.address) else (READER.get(who, "admin"),) if who else ()
        for name in asking:
            found[name] |= dict.fromkeys((route.address.format(**records), route.address.format(**here)))
    for name in ROLES:
        found[name] |= dict.fromkeys(words.format(**here) for words in WORDS)
    return {name: reads(addresses) for name, addresses in found.items()}


def record_pages(admin: User, before: Container[str]) -> list[str]:
    """Every table that an admin reads, and each row of the forum's that was written in this world."""
    pages = [list_url(model) for model in record_site._registry]
    return [*pages, *(record_url(model, key) for model, key in _forum_rows(admin) if f"{key}" not in before)]


def _forum_rows(admin: User) -> list[tuple[Any, Any]]:
    tables = [model for model in record_site._registry if model._meta.app_label == "forum"]
    return [
        (table, row.pk)
        for table in tables
        for row in browsable_rows(TABLES[table._meta.label_lower], table, admin).order_by("pk")
    ]


def _told() -> list[Any]:
    """Of moderation, its author alone is told."""
    rows = Notification.objects.filter(key__startswith="forum").exclude(key__startswith="forum moderation")
    return sorted(rows.values_list("user__email", "key"))
