"""What was found in a post, for its author and moderators to correct."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.corrections import (
    SUMMARY,
    add_found,
    add_tag,
    correct_summary,
    reject_found,
    restore_found,
    restore_summary,
)
from dealmecca.forum.models import Post
from dealmecca.forum.permissions import can_correct, require
from dealmecca.forum.queries import get_post, mentions_in
from dealmecca.forum.queries.completing import Suggestion, complete
from dealmecca.forum.queries.found import found_in
from dealmecca.forum.views.addresses import thread_url
from dealmecca.forum.views.toasts import say
from dealmecca.lib.form_writes import write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.lib.text_keys import name_key


class CorrectionForm(forms.Form):
    """One of: `what` was found is wrong, or is right after all; a name or a tag is added; the summary."""

    do = forms.ChoiceField(
        choices=[(one, one) for one in ("reject", "restore", "add", "tag", "summary", "machine")],
        widget=forms.HiddenInput,
    )
    kind = forms.CharField(max_length=10, required=False)
    id = forms.CharField(max_length=64, required=False)
    name = forms.CharField(max_length=300, required=False, label="Company or person")
    tag = forms.CharField(max_length=60, required=False, label="Tag")
    summary = forms.CharField(
        max_length=SUMMARY, required=False, label="Summary", widget=forms.Textarea({"rows": 3}),
        help_text="In your words. Without any there is no summary.",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def post_found(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    post: Post = or_404(get_post, viewer=viewer, slug=slug)
    require(can_correct(viewer, post), "Only who wrote this and moderators may correct what was found in it.")
    if request.method != "POST":
        return _page(request, post, CorrectionForm(initial={"summary": post.ai_summary}))
    form = CorrectionForm(request.POST)
    offered: list[Suggestion] = []
    if form.is_valid():
        values = dict(form.cleaned_data)
        if values["do"] == "add" and not values["id"]:
            offered = _meant(request, values)
        if values["do"] == "add" and not values["id"]:
            form.add_error("name", "Choose one of these." if offered else "There is no company or person of this name.")
        else:
            done = write_from_form(
                form, lambda: _do(request, post, values), {"name": "tag" if values["do"] == "tag" else "name"}
            )
            if done:
                say(request, "Corrected. The machine leaves that as it is.")
                return redirect("forum:post_found", post.slug)
    return _page(request, post, form, offered=offered, status=422)


def _do(request: HttpRequest, post: Post, values: dict[str, Any]) -> bool:
    actor, kind, key = viewer_of(request), values["kind"], values["id"]
    match values["do"]:
        case "reject":
            reject_found(actor=actor, post=post, kind=kind, key=key)
        case "restore":
            restore_found(actor=actor, post=post, kind=kind, key=key)
        case "add":
            add_found(actor=actor, post=post, kind=kind, key=key)
        case "tag":
            add_tag(actor=actor, post=post, text=values["tag"])
        case "summary":
            correct_summary(actor=actor, post=post, text=values["summary"])
        case "machine":
            restore_summary(actor=actor, post=post)
    return True


def _meant(request: HttpRequest, values: dict[str, Any]) -> list[Suggestion]:
    """Who is meant by what was typed: a mention, or the only one of a name; else those to choose from."""
    for mention in mentions_in(values["name"]):
        if mention.kind in ("company", "contact"):
            values.update(kind=mention.kind, id=mention.id)
            return []
    offered = [one for one in complete(viewer=viewer_of(request), text=values["name"]) if one.kind != "user"]
    same = [one for one in offered if name_key(one.label) == name_key(values["name"])]
    if len(same) == 1:
        values.update(kind=same[0].kind, id=same[0].id)
    return offered


def _page(
    request: HttpRequest, post: Post, form: CorrectionForm, *, offered: list[Suggestion] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "post": post,
        "form": form,
        "found": found_in(viewer=viewer_of(request), post=post),
        "offered": offered or [],
        "thread_url": thread_url(post),
    }
    return render(request, "forum/post_found.html", context, status=status)
