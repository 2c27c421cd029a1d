"""Which company an item of a list stands for, and adding it to the directory."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import get_company, suggest_companies
from dealmecca.forum.actions.list_items import company_from_item, link_item
from dealmecca.forum.models import Choice
from dealmecca.forum.permissions import can_correct
from dealmecca.forum.queries.found import get_item
from dealmecca.forum.views.addresses import thread_url
from dealmecca.forum.views.toasts import say
from dealmecca.history.models import Door
from dealmecca.lib.missing import or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def list_item(request: HttpRequest, choice_id: str) -> HttpResponse:
    """`do`: create a company of its name, link it with `company`, or take that back."""
    viewer = viewer_of(request)
    item: Choice = or_404(get_item, viewer=viewer, choice_id=choice_id)
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "create":
            company, is_new = company_from_item(actor=viewer, item=item, door=Door.WEB)
            say(request, f"{company.name} is {'now' if is_new else 'already'} in the directory.")
        elif do == "link":
            company = or_404(get_company, viewer=viewer, company_id=request.POST.get("company", ""))
            link_item(actor=viewer, item=item, company=company)
            say(request, f"“{item.text}” stands for {company.name}.")
        elif do == "unlink":
            link_item(actor=viewer, item=item, company=None)
            say(request, f"“{item.text}” stands for no company.")
        else:
            raise ValidationError({"do": ["Say create, link or unlink."]})
        return redirect(thread_url(item.post))
    context = {
        "item": item,
        "post": item.post,
        "can_link": can_correct(viewer, item.post),
        "suggested": [] if item.company else suggest_companies(viewer=viewer, text=item.text),
        "thread_url": thread_url(item.post),
    }
    return render(request, "forum/list_item.html", context)
