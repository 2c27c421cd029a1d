"""Members, for admins: finding one, their page, roles, closing and opening accounts, signing out everywhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404
from dealmecca.operations import actions
from dealmecca.operations.actions.members import ROLES
from dealmecca.operations.queries import get_member, list_members, read_member


@require_safe
@open_to(Policy.ADMINS)
def member_list(request: HttpRequest) -> HttpResponse:
    question, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    members, next_after = list_members(viewer=viewer_of(request), question=question, after=after)
    query = request.GET.copy()
    query["after"] = next_after
    context = {
        "members": members,
        "question": question,
        "next_query": query.urlencode() if next_after else "",
        "is_first_page": not after,
    }
    return render(request, "operations/member_list.html", context)


@require_safe
@open_to(Policy.ADMINS)
def member_page(request: HttpRequest, member_id: str) -> HttpResponse:
    member = or_404(read_member, viewer=viewer_of(request), member_id=member_id)
    is_me = member.user.pk == viewer_of(request).pk
    context = {"member": member, "roles": ROLES, "is_me": is_me, "is_staff": member.user.role in ("ADMIN", "MODERATOR")}
    return render(request, "operations/member_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def member_role(request: HttpRequest, member_id: str) -> HttpResponse:
    user = _user(request, member_id)
    if request.method == "POST":
        actions.change_role(
            actor=viewer_of(request), door=Door.WEB, user=user, role=request.POST.get("role", "").replace("\0", "")
        )
        messages.success(request, f"{user.display_name} is {user.get_role_display().lower()} now, and was told.")
    return redirect("operations:member_page", user.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def member_account(request: HttpRequest, member_id: str) -> HttpResponse:
    """`account` is close or open."""
    user, actor = _user(request, member_id), viewer_of(request)
    if request.method == "POST" and request.POST.get("account") == "close":
        actions.close_account(actor=actor, door=Door.WEB, user=user)
        messages.success(request, f"The account of {user.display_name} is closed. Nothing of theirs was deleted.")
    elif request.method == "POST" and request.POST.get("account") == "open":
        actions.open_account(actor=actor, door=Door.WEB, user=user)
        messages.success(request, f"{user.display_name} can sign in again.")
    return redirect("operations:member_page", user.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.ADMINS)
def member_sign_out(request: HttpRequest, member_id: str) -> HttpResponse:
    user = _user(request, member_id)
    if request.method == "POST":
        actions.sign_out_everywhere(actor=viewer_of(request), door=Door.WEB, user=user)
        messages.success(request, f"{user.display_name} is signed out in every browser, and was told.")
        if user.pk == viewer_of(request).pk:
            return redirect("account_login")
    return redirect("operations:member_page", user.pk)


def _user(request: HttpRequest, member_id: str) -> User:
    return or_404(get_member, viewer=viewer_of(request), member_id=member_id)
