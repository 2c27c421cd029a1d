"""Where I am signed in, and signing those browsers out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dealmecca.accounts.actions.sessions import end_session, end_sessions
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.queries import get_session, sessions_of
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.browsers import browser_words
from dealmecca.lib.missing import or_404


@require_safe
@open_to(Policy.MEMBERS)
def session_list(request: HttpRequest) -> HttpResponse:
    here = request.session.session_key
    sessions = [
        (session, browser_words(session.user_agent), session.session_key == here)
        for session in sessions_of(viewer_of(request))
    ]
    return render(request, "accounts/session_list.html", {"sessions": sessions})


@require_POST
@open_to(Policy.MEMBERS)
def session_end(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    end_session(actor=viewer, session=or_404(get_session, viewer=viewer, session_id=request.POST.get("session", "")))
    messages.success(request, "That browser is signed out.")
    return redirect("accounts:session_list")


@require_POST
@open_to(Policy.MEMBERS)
def session_end_others(request: HttpRequest) -> HttpResponse:
    end_sessions(user=viewer_of(request), but=request.session.session_key)
    messages.success(request, "All other browsers are signed out.")
    return redirect("accounts:session_list")
