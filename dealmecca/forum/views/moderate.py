"""One post or comment as a moderator sees it: its words, its reports, what was done, and what can be done."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.moderating import SWITCHES, approve, dismiss_flags, move_post, remove, retitle_post, switch
from dealmecca.forum.forms.moderation import ModerateForm
from dealmecca.forum.models import Comment, ModerationEntry, Post
from dealmecca.forum.permissions import can_unmask
from dealmecca.forum.queries import get_comment, get_post, names_in, open_categories
from dealmecca.forum.queries.moderation import entries_of, open_flags_of
from dealmecca.forum.vocabularies import MODERATION
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back

_SWITCHED = {verb: (column, verb == on) for column, (on, off) in SWITCHES.items() for verb in (on, off)}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MODERATORS)
def moderate_post(request: HttpRequest, slug: str) -> HttpResponse:
    return _moderate(request, or_404(get_post, viewer=viewer_of(request), slug=slug))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MODERATORS)
def moderate_comment(request: HttpRequest, comment_id: str) -> HttpResponse:
    comment = or_404(get_comment, viewer=viewer_of(request), comment_id=comment_id)
    if comment.state == "DELETED":
        raise Http404
    return _moderate(request, comment)


def _moderate(request: HttpRequest, item: Post | Comment) -> HttpResponse:
    """POST `do`, a word of vocabularies.MODERATION, with `reason`, `title` or `category` where that needs one."""
    viewer = viewer_of(request)
    post = item if isinstance(item, Post) else item.post
    form = ModerateForm(posted(request), categories=open_categories(viewer=viewer), title=post.title)
    if request.method == "POST" and form.is_valid():
        entry = write_from_form(form, _write(viewer, item, request.POST.get("do", ""), form))
        if entry:
            _say(request, entry, item)
            return HttpResponseRedirect(way_back(request, _page(item)))
    context = {
        "form": form,
        "item": item,
        "post": post,
        "is_post": isinstance(item, Post),
        "names": names_in(viewer=viewer, texts=[item.body]),
        "flags": open_flags_of(viewer=viewer, item=item),
        "entries": entries_of(viewer=viewer, item=item),
        "can_unmask": can_unmask(viewer),
    }
    return render(request, "forum/moderate.html", context, status=422 if form.errors else 200)


def _write(viewer: User, item: Post | Comment, do: str, form: ModerateForm) -> Callable[[], ModerationEntry]:
    said = form.cleaned_data
    reason = said["reason"]
    if do == "APPROVE":
        return lambda: approve(actor=viewer, item=item)
    if do == "REMOVE":
        return lambda: remove(actor=viewer, item=item, reason=reason)
    if do == "DISMISS":
        return lambda: dismiss_flags(actor=viewer, item=item, reason=reason)
    if isinstance(item, Post):
        if do in _SWITCHED:
            column, is_on = _SWITCHED[do]
            return lambda: switch(actor=viewer, post=item, column=column, is_on=is_on, reason=reason)
        if do == "RETITLE":
            return lambda: retitle_post(actor=viewer, post=item, title=said["title"], reason=reason)
        if do == "MOVE" and said["category"]:
            category = form.categories[said["category"]]
            return lambda: move_post(actor=viewer, post=item, category=category, reason=reason)
        if do == "MOVE":
            raise ValidationError({"category": ["Choose where it belongs."]})
    raise ValidationError({"do": ["A moderator does not do this here."]})


def _say(request: HttpRequest, entry: ModerationEntry, item: Post | Comment) -> None:
    context = {"said": MODERATION.label(entry.verb), "entry": entry, "next": _page(item)}
    messages.success(request, render_to_string("forum/_moderation_toast.html", context, request))


def _page(item: Post | Comment) -> str:
    """A post's by its id: its address may have changed with its title."""
    if isinstance(item, Post):
        return reverse("forum:moderate_post", args=[item.pk])
    return reverse("forum:moderate_comment", args=[item.pk])
