"""Looking behind a handle: asking, agreeing or refusing, and for the two who agreed, the answer for a day."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.unmasking import agree_to_unmask, ask_to_unmask, refuse_to_unmask
from dealmecca.forum.forms.moderation import UnmaskForm
from dealmecca.forum.models import Comment, Post
from dealmecca.forum.queries import get_comment, get_post
from dealmecca.forum.queries.unmasking import answer_of, get_unmasking, unmaskings
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404


@require_safe
@open_to(Policy.ADMINS)
def unmasking_list(request: HttpRequest) -> HttpResponse:
    """What was asked, by whom and how it ended: the same for every admin, and never who it is about."""
    viewer = viewer_of(request)
    return render(request, "forum/unmasking_list.html", {"rows": unmaskings(viewer=viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
@reauthentication_required
def unmask_post(request: HttpRequest, slug: str) -> HttpResponse:
    return _ask(request, or_404(get_post, viewer=viewer_of(request), slug=slug))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
@reauthentication_required
def unmask_comment(request: HttpRequest, comment_id: str) -> HttpResponse:
    return _ask(request, or_404(get_comment, viewer=viewer_of(request), comment_id=comment_id))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
@reauthentication_required
@cache_control(no_store=True, private=True)
def unmasking_page(request: HttpRequest, unmasking_id: str) -> HttpResponse:
    """POST `do`: agree, or refuse; the second withdraws what one asked oneself."""
    viewer = viewer_of(request)
    row = or_404(get_unmasking, viewer=viewer, unmasking_id=unmasking_id)
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "agree":
            agree_to_unmask(actor=viewer, door=Door.WEB, unmasking=row)
        elif do == "refuse":
            refuse_to_unmask(actor=viewer, door=Door.WEB, unmasking=row)
            messages.success(request, "Nobody learns who it is.")
        else:
            raise ValidationError({"do": ["Agree, or refuse."]})
        return redirect("forum:unmasking_page", row.pk)
    context = {"row": row, "answer": answer_of(viewer=viewer, unmasking=row), "is_mine": row.asked_by_id == viewer.pk}
    return render(request, "forum/unmasking_page.html", context)


def _ask(request: HttpRequest, item: Post | Comment) -> HttpResponse:
    viewer = viewer_of(request)
    form = UnmaskForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        row = write_from_form(form, lambda: ask_to_unmask(actor=viewer, door=Door.WEB, item=item, reason=reason))
        if row:
            messages.success(request, "Another admin has to agree.")
            return redirect("forum:unmasking_page", row.pk)
    post = item if isinstance(item, Post) else item.post
    context = {"form": form, "item": item, "post": post}
    return render(request, "forum/unmask.html", context, status=422 if form.errors else 200)
