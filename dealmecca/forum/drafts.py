"""Drafts: how they are called, what of a form they keep, and where writing goes on."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from dealmecca.lib.ids import new_id

NEW = "new"
KEPT = (
    "category", "post_type", "title", "body", "choices", "closes_on", "tags", "media_types", "urgency", "deal_size",
    "location", "is_anonymous", "event", "seen",
)  # fmt: skip


def new_draft() -> str:
    """A name for what somebody begins now, beside what they began before."""
    return f"{NEW} {new_id()}"


def is_new(about: str) -> bool:
    return about == NEW or about.startswith(f"{NEW} ")


def kept(values: Mapping[str, Any]) -> dict[str, str]:
    """What a draft keeps of what was typed; nothing when there are no words in it."""
    found = {name: str(values[name]) for name in KEPT if values.get(name)}
    return found if any(found.get(name, "").strip() for name in ("title", "body", "choices")) else {}


def typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed or kept, as a form's first values."""
    return {name: bool(values.get(name)) if name == "is_anonymous" else values.get(name, "") for name in KEPT}


def title_of(values: Mapping[str, Any]) -> str:
    """What a list calls it."""
    words = str(values.get("title") or values.get("body") or values.get("choices") or "").strip()
    return f"{words[:60]}…" if len(words) > 60 else words


def address(about: str) -> str:
    """Where writing goes on; "" for a draft of nothing that we know."""
    kind, _, rest = about.partition(" ")
    if kind == NEW:
        return f"{reverse('forum:post_create')}?draft={about.replace(' ', '+')}"
    if kind == "post" and rest:
        return reverse("forum:post_edit", args=[rest]) + "?draft=1"
    if kind == "reply" and rest:
        post, _, comment = rest.partition(" ")
        return reverse("forum:comment_create", args=[post]) + (f"?reply={comment}" if comment else "")
    return ""
