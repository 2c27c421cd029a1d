"""Posts and comments, written through the forum's own actions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.forum.actions import (
    choose,
    delete_comment,
    delete_post,
    edit_comment,
    edit_post,
    keep_post,
    save_draft,
    visit,
    vote,
    write_comment,
    write_post,
)
from dealmecca.forum.models import Category, Comment, Flag, Post, Tag

LINKS = " https://one.example https://two.example https://three.example"


def questions() -> Category:
    """The category, also where a test in transactions before this one emptied what the migrations had made."""
    return Category.objects.get_or_create(slug="questions", defaults={"name": "Questions"})[0]


def make_post(author: User, title: str = "Who buys CTV for Kestrel Cola?", **values: Any) -> Post:
    """In the category of questions, unless `category` is given."""
    given = {"category": None, "body": "Asking for a friend at a regional network.", **values}
    given["category"] = given["category"] or questions()
    post, _ = write_post(actor=author, title=title, **given)
    return post


def make_comment(author: User, post: Post, body: str = "Ask Maren.", **values: Any) -> Comment:
    comment, _ = write_comment(actor=author, post=post, body=body, **values)
    return comment


def settle(user: User) -> None:
    """They have been here for a month: nothing that new accounts may not do."""
    user.created_at = timezone.now() - timedelta(days=30)
    user.save(update_fields=["created_at"])


def make_held_post(author: User, title: str = "Look at these") -> Post:
    """What a new account wrote with many links: it waits for a moderator."""
    settled, author.created_at = author.created_at, timezone.now()
    post = make_post(author, title, body=f"All of them:{LINKS}")
    author.created_at = settled
    return post


def make_records_of_forum(owner: User, mate: User, company: Company, contact: Contact) -> dict[str, str]:
    """What stands for {…} in the addresses of the forum: the owner's, one of each that an address can name.

    The mate answered and voted; `anonymous_post` is the owner's, too, with an anonymous answer of each of them.
    """
    for user in (owner, mate):
        settle(user)
    held = make_held_post(owner)
    about = f"Does @[{contact.full_name}](contact:{contact.pk}) plan for @[{company.name}](company:{company.pk})?"
    post = make_post(
        owner, post_type="QUESTION", body=f"{about} Perhaps @[Ben](user:{mate.pk}) knows.", urgency="HIGH",
        deal_size="25K_100K", location="Chicago", tags=["Upfronts"], media_types=["CTV"],
    )  # fmt: skip
    edit_post(actor=owner, post=post, body=f"{about} I ask for @[Ben](user:{mate.pk}).")
    comment = make_comment(owner, post, "I heard she does.")
    edit_comment(actor=owner, comment=comment, body="I heard that she does.")
    reply = make_comment(mate, post, "She does, since spring.", parent=comment)
    poll = make_post(owner, "Which desk answers fastest?", post_type="POLL", choices=["Halden", "Larkspur"])
    choice = poll.choices.order_by("position")[0]
    item = make_post(owner, "The desks that answer", post_type="LIST", choices=["Opal & Fenn"]).choices.get()
    hidden = make_post(owner, "Who leaves Halden & Pike?", body="I hear of three.", is_anonymous=True, tags=["Moves"])
    whisper = make_comment(owner, hidden, "Four, by now.", is_anonymous=True)
    make_comment(mate, hidden, "Five!", is_anonymous=True)
    deleted, gone = make_post(owner, "A slip of the pen"), make_comment(owner, post, "Wrong thread.")
    delete_post(actor=owner, post=deleted)
    delete_comment(actor=owner, comment=gone)
    for one in (post, hidden):
        vote(actor=mate, post=one, value=1)
    choose(actor=mate, choice=choice, is_chosen=True)
    keep_post(actor=mate, post=post, is_kept=True)
    visit(actor=mate, post=post, read_number=1)
    draft = save_draft(actor=owner, about="new", values={"title": "Not yet", "body": "Half a sentence"})
    flag = Flag.objects.create(post=post, user=mate, reason="WRONG", text="She left.")
    tag = Tag.objects.get(slug="upfronts")
    return {
        "category": post.category.slug, "category_id": post.category_id, "tag": tag.slug, "tag_id": tag.pk,
        "post": post.slug, "post_id": post.pk, "comment": comment.pk, "reply": reply.pk,
        "poll": poll.slug, "poll_id": poll.pk, "choice": choice.pk, "begun": draft.about, "flag": flag.pk,
        "item": item.pk,
        "anonymous_post": hidden.slug, "anonymous_post_id": hidden.pk, "anonymous_comment": whisper.pk,
        "deleted_post": deleted.slug, "deleted_post_id": deleted.pk, "deleted_comment": gone.pk,
        "held_post": held.slug, "held_post_id": held.pk,
    }  # fmt: skip
