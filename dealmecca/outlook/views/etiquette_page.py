"""How an account wants to be approached: the rules that hold, a new one, and those of the past."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import get_company
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.outlook.actions.etiquette import end_rule, set_rule
from dealmecca.outlook.forms.etiquette import EtiquetteForm
from dealmecca.outlook.permissions import can_edit_outlook
from dealmecca.outlook.queries import circle_of, get_rule, rules_of

FIELDS = {
    "start_with_id": "start_with", "not_first_contact_id": "not_first", "not_first_company_id": "not_first",
    "agency_id": "agency",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def etiquette_page(request: HttpRequest, slug: str) -> HttpResponse:
    """POST sets the rule; the one that held until now goes to the past."""
    viewer = viewer_of(request)
    company = or_404(get_company, viewer=viewer, company_id=slug)
    form = EtiquetteForm(posted(request), company=company, circle=circle_of(viewer=viewer, company=company))
    if form.is_valid():
        values = form.values()
        rule = write_from_form(form, lambda: set_rule(actor=viewer, door=Door.WEB, account=company, **values), FIELDS)
        if rule:
            messages.success(request, "Saved. Everyone sees it before they reach out.")
            return redirect("outlook:etiquette_page", company.slug)
    rules = rules_of(viewer=viewer, company=company)
    context = {
        "company": company,
        "form": form,
        "current": [one for one in rules if one.rule.until is None],
        "former": [one for one in rules if one.rule.until is not None],
        "can_edit": can_edit_outlook(viewer),
    }
    return render(request, "outlook/etiquette_page.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(Policy.MEMBERS)
def etiquette_end(request: HttpRequest, slug: str, rule_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    rule = or_404(get_rule, viewer=viewer, rule_id=rule_id)
    if slug not in (rule.account.slug, rule.account_id):
        raise Http404
    end_rule(actor=viewer, door=Door.WEB, rule=rule)
    messages.success(request, "The rule was ended. It stays in the account's past.")
    return redirect("outlook:etiquette_page", rule.account.slug)
