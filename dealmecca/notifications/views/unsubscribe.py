"""Stopping mail by the link in it, without a log-in. Opening the link only asks: mail scanners open every link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.notifications.actions import restore_mail, stop_mail
from dealmecca.notifications.queries import active_user
from dealmecca.notifications.tokens import read_token, read_undo_token, undo_token

PAGE = "notifications/unsubscribe.html"


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed address is the right to do it
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.VISITORS)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    found = read_token(token)
    user = active_user(user_id=found[0]) if found else None
    if not found or not user:
        return render(request, PAGE, {"step": "broken"}, status=404)
    topic = found[1]
    context = {"step": "ask", "topic": topic, "token": token}
    if request.method == "POST" and request.POST.get("undo"):
        undo = read_undo_token(request.POST["undo"])
        if not undo or undo[0] != user.pk:
            return render(request, PAGE, {"step": "broken"}, status=404)
        restore_mail(actor=user, was=undo[1])
        context["step"] = "restored"
    elif request.method == "POST":
        was = stop_mail(actor=user, topic=topic.name)
        context |= {"step": "stopped", "undo": undo_token(user.pk, was) if was else ""}
    return render(request, PAGE, context)
