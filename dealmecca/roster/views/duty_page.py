"""One duty: its words, what became part of it, and where it can be merged into another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.form_writes import posted, write_from_form
from dealmecca.lib.missing import or_404
from dealmecca.roster.actions.duties import add_alias, remove_alias
from dealmecca.roster.forms.duties import MergeForm, WordForm
from dealmecca.roster.permissions import can_keep_duties, require
from dealmecca.roster.queries import duties_in_use, get_duty, get_word, handling_counts, merges_of


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def duty_page(request: HttpRequest, slug: str) -> HttpResponse:
    """POST adds a word."""
    viewer = viewer_of(request)
    duty = or_404(get_duty, viewer=viewer, duty_id=slug)
    require(request.method != "POST" or can_keep_duties(viewer), "Only moderators keep the list of duties.")
    form = WordForm(posted(request))
    if form.is_valid():
        word = write_from_form(form, lambda: add_alias(actor=viewer, duty=duty, text=form.cleaned_data["alias"]))
        if word:
            messages.success(request, f"“{word.text}” means {duty.name} from now on.")
            return redirect("roster:duty_page", duty.slug)
    can_keep = can_keep_duties(viewer)
    others = [other for other in duties_in_use(viewer=viewer) if other.pk != duty.pk] if can_keep else []
    context = {
        "duty": duty,
        "aliases": [word for word in duty.words.all() if not word.is_name],
        "handlings": handling_counts(viewer=viewer).get(duty.pk, 0),
        "merges": merges_of(viewer=viewer, duty=duty),
        "form": form,
        "merge_form": MergeForm(others=others),
        "can_keep": can_keep,
    }
    return render(request, "roster/duty_page.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(Policy.MEMBERS)
def word_remove(request: HttpRequest, slug: str, word_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    duty = or_404(get_duty, viewer=viewer, duty_id=slug)
    word = or_404(get_word, viewer=viewer, duty=duty, word_id=word_id)
    try:
        remove_alias(actor=viewer, word=word)
        messages.success(request, f"“{word.text}” no longer means {duty.name}.")
    except Conflict as refusal:
        messages.error(request, str(refusal))
    return redirect("roster:duty_page", duty.slug)
