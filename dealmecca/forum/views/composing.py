"""What writing pages share: the reply box below a thread, and the warning before somebody hides in a small crowd."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import draft_about
from dealmecca.forum.forms.comments import CommentForm
from dealmecca.forum.models import Comment, Post
from dealmecca.forum.permissions import NEW_FOR, can_moderate, can_write, is_new
from dealmecca.forum.queries import Mine, get_comment, my_draft, my_part, names_in
from dealmecca.forum.queries.crowds import Crowd, small_crowds


@dataclass
class Hiding:
    """The switch and what stands around it. `asks` once the warning was not yet shown for all of `crowds`."""

    is_on: bool = False
    is_new: bool = False
    open_from: Any = None  # from when a new account may write anonymously
    handle: str = ""
    crowds: list[Crowd] = field(default_factory=list)
    asks: bool = False

    @property
    def confirmed(self) -> str:
        """What the reader of this warning knows."""
        return " ".join(crowd.company.pk for crowd in self.crowds)


def hiding(
    request: HttpRequest, *, is_on: bool, text: str = "", title: str = "", post: Post | None = None, handle: str = ""
) -> Hiding:
    """Crowds are only looked up while the switch is on."""
    viewer = viewer_of(request)
    found = Hiding(is_on=is_on, handle=handle)
    if is_new(viewer):
        found.is_new, found.is_on, found.open_from = True, False, viewer.created_at + NEW_FOR
    if found.is_on:
        found.crowds = small_crowds(viewer=viewer, text=text, title=title, post=post)
        known = set(request.POST.get("confirmed", "").split())
        found.asks = request.method == "POST" and not known.issuperset(crowd.company.pk for crowd in found.crowds)
    return found


def composer(
    request: HttpRequest, post: Post, mine: Mine | None = None, form: CommentForm | None = None
) -> dict[str, Any]:
    """What `forum/_composer.html` needs, as `composer`: the answered comment, the draft, the switch.

    `mine` is what `my_part` found, where the page has it already; `form` is one that was sent and refused.
    """
    viewer = viewer_of(request)
    mine = mine or my_part(viewer=viewer, post=post)
    sent = request.POST if request.method == "POST" else request.GET
    parent = answered(viewer, post, sent.get("reply", ""))
    about = draft_about(post, parent)
    draft = my_draft(viewer=viewer, about=about) if form is None else None
    is_on = bool(mine.handle)
    body = ""
    if form is not None:
        body, is_on = request.POST.get("body", ""), "is_anonymous" in request.POST
    elif draft is not None:
        body, is_on = str(draft.values.get("body", "")), bool(draft.values.get("is_anonymous"))
    return {
        "post": post,
        "parent": parent,
        "form": form or CommentForm(initial={"body": body, "is_anonymous": is_on}),
        "about": about,
        "draft": draft,
        "hiding": hiding(request, is_on=is_on, text=body, post=post, handle=mine.handle),
        "may_write": can_write(viewer) and (not post.is_locked or can_moderate(viewer)),
    }


def preview_of(request: HttpRequest, text: str | None) -> dict[str, Any]:
    """A text as it will be read; None is none."""
    return {"preview": text, "names": names_in(viewer=viewer_of(request), texts=[text or ""])}


def answered(viewer: User, post: Post, comment_id: str) -> Comment | None:
    """The comment that is answered; none for one that is gone, or of another thread."""
    try:
        found = get_comment(viewer=viewer, comment_id=comment_id) if comment_id else None
    except Comment.DoesNotExist:
        return None
    return found if found and found.post_id == post.pk else None
