"""One person: how to reach them, their company, how sure we are, and every change."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.models import Company
from dealmecca.directory.permissions import can_delete_records, can_edit_records
from dealmecca.directory.queries import get_contact, people_of
from dealmecca.directory.search_query import write_query
from dealmecca.following.queries import follow_button
from dealmecca.forum.queries import PostFilter
from dealmecca.lib.missing import moved_to, or_404
from dealmecca.outlook.queries import etiquette_for
from dealmecca.quality.blocks import trust_block
from dealmecca.search.criteria import Criteria
from dealmecca.web.views.crm_blocks import crm_blocks
from dealmecca.web.views.discussions import discussions_about
from dealmecca.web.views.history_lines import history_block
from dealmecca.web.views.roster_blocks import contact_blocks, day_asked

COLLEAGUES = 6


@require_safe
@open_to(Policy.MEMBERS)
def contact_page(request: HttpRequest, contact_id: str) -> HttpResponse:
    viewer = viewer_of(request)
    contact = or_404(get_contact, viewer=viewer, contact_id=contact_id)
    if contact.pk != contact_id:
        return moved_to("web:contact_page", contact.pk)
    context = {
        "contact": contact,
        "colleagues": [],
        **history_block(request, contact),
        "follow": follow_button(viewer=viewer, record=contact),
        "can_edit": can_edit_records(viewer),
        "can_delete": can_delete_records(viewer),
    }
    if contact.company:
        people, _ = people_of(viewer=viewer, company=contact.company, limit=COLLEAGUES + 1)
        context["colleagues"] = [person for person in people if person.pk != contact.pk][:COLLEAGUES]
        context["colleagues_url"] = people_url(contact.company)
    day = day_asked(request)
    context |= contact_blocks(viewer, contact, day)
    context["etiquette"] = etiquette_for(viewer=viewer, contact=contact, day=day)
    context |= trust_block(viewer=viewer, record=contact)
    context |= crm_blocks(request, contact)
    context |= discussions_about(viewer, PostFilter(contact=contact.pk), contact=contact.pk)
    return render(request, "web/contact_page.html", context)


def people_url(company: Company) -> str:
    """The people page, showing this company's people alone."""
    return f"{reverse('directory:contact_search')}?{urlencode(write_query(Criteria(company=(company.pk,))))}"
