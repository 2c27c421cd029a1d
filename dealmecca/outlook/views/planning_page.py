"""An account's year: its twelve months drawn, every date with its source, adding, changing, ending, reminders."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company
from dealmecca.directory.queries import get_company
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.outlook.actions import planning, reminders
from dealmecca.outlook.drawings import draw_year
from dealmecca.outlook.forms.planning import PlanningDateForm, ReminderForm
from dealmecca.outlook.models import PlanningDate
from dealmecca.outlook.permissions import can_edit_outlook
from dealmecca.outlook.queries import former_planning_dates, get_planning_date, planning_dates_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def planning_page(request: HttpRequest, slug: str) -> HttpResponse:
    """POST adds a date."""
    viewer = viewer_of(request)
    company = or_404(get_company, viewer=viewer, company_id=slug)
    form = PlanningDateForm(posted(request))
    if form.is_valid():
        row = write_from_form(
            form,
            lambda: planning.record_planning_date(actor=viewer, door=Door.WEB, account=company, **form.values()),
        )
        if row:
            messages.success(request, f"{row.name}: {row.days_text}.")
            return redirect("outlook:planning_page", company.slug)
    openings = planning_dates_of(viewer=viewer, company=company)
    today = timezone.localdate()
    context = {
        "company": company,
        "form": form,
        "openings": openings,
        "former": former_planning_dates(viewer=viewer, company=company),
        "drawing": draw_year([one.planning_date for one in openings], today, whose=company.name),
        "can_edit": can_edit_outlook(viewer),
    }
    return render(request, "outlook/planning_page.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def planning_edit(request: HttpRequest, slug: str, planning_date_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = _row(viewer, slug, planning_date_id)
    form = PlanningDateForm(posted(request), planning_date=row)
    if form.is_valid():
        changed = write_from_form(
            form,
            lambda: planning.change_planning_date(actor=viewer, door=Door.WEB, planning_date=row, values=form.values()),
        )
        if changed:
            messages.success(request, f"{changed.name}: {changed.days_text}.")
            return redirect("outlook:planning_page", row.account.slug)
    context = {"company": row.account, "row": row, "form": form}
    return render(request, "outlook/planning_edit.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(Policy.MEMBERS)
def planning_end(request: HttpRequest, slug: str, planning_date_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = _row(viewer, slug, planning_date_id)
    planning.end_planning_date(actor=viewer, door=Door.WEB, planning_date=row)
    messages.success(request, f"{row.name} was ended. It stays in the account's past.")
    return redirect("outlook:planning_page", row.account.slug)


@require_POST
@open_to(Policy.MEMBERS)
def planning_remind(request: HttpRequest, slug: str, planning_date_id: str) -> HttpResponse:
    """`stop` drops the reminder; else `weeks_ahead`, or without it as many as the date suggests."""
    viewer = viewer_of(request)
    row = _row(viewer, slug, planning_date_id)
    form = ReminderForm(request.POST)
    if "stop" in request.POST:
        reminders.drop_reminder(actor=viewer, planning_date=row)
        messages.success(request, f"No more reminders of {_of(row.account)}.")
    elif form.is_valid() and (
        asked := write_from_form(
            form,
            lambda: reminders.ask_for_reminder(
                actor=viewer, planning_date=row, weeks_ahead=form.cleaned_data["weeks_ahead"]
            ),
        )
    ):
        messages.success(request, f"You will see it on Home {asked.weeks_ahead} weeks ahead, each year.")
    else:
        messages.error(request, " ".join(str(sentence) for found in form.errors.values() for sentence in found))
    return redirect("outlook:planning_page", row.account.slug)


def _row(viewer: User, slug: str, planning_date_id: str) -> PlanningDate:
    """The date, if it is one of this company's."""
    row = or_404(get_planning_date, viewer=viewer, planning_date_id=planning_date_id)
    if slug not in (row.account.slug, row.account_id):
        raise Http404
    return row


def _of(company: Company) -> str:
    return f"this date of {company.name}"
