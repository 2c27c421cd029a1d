"""One company: what it is, its people, its place in the hierarchy, and every change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.permissions import can_delete_records, can_edit_records
from dealmecca.directory.queries import companies_for_lists, company_tree, get_company, ids_below, people_of, way_to
from dealmecca.events.queries.lists import events_of_company
from dealmecca.following.queries import follow_button
from dealmecca.forum.queries import PostFilter
from dealmecca.lib.missing import moved_to, or_404
from dealmecca.outlook import blocks as outlook
from dealmecca.quality.blocks import trust_block
from dealmecca.web.views.contact_page import people_url
from dealmecca.web.views.crm_blocks import crm_blocks
from dealmecca.web.views.discussions import discussions_about
from dealmecca.web.views.history_lines import history_block
from dealmecca.web.views.roster_blocks import company_blocks, day_asked
from dealmecca.web.views.tree_lines import companies_below, drawn, lines_below, people_below, tree_lines


@require_safe
@open_to(Policy.MEMBERS)
def company_page(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    company = or_404(get_company, viewer=viewer, company_id=slug)
    if slug not in (company.slug, company.pk):
        return moved_to("web:company_page", company.slug)
    if company.slug != slug:  # asked for by id: there is one address for one company
        return redirect("web:company_page", company.slug)
    people, people_count = people_of(viewer=viewer, company=company)
    way = way_to(company)
    tree = company_tree(viewer=viewer, company=company, way=way)
    family = companies_for_lists(viewer=viewer, ids=drawn(tree))
    context = {
        "company": company,
        "domains": [domain.domain for domain in company.domains.all()],
        "aliases": [alias.name for alias in company.aliases.all()],
        "parents": [family[key] for key in way[:-1] if key in family],
        "people": people,
        "people_count": people_count,
        "has_more_people": people_count > len(people),
        "people_url": people_url(company),
        "tree": tree_lines(tree, family),
        "people_below": people_below(tree),
        "below": lines_below(tree, family),
        "below_count": companies_below(tree),
        **history_block(request, company),
        "follow": follow_button(viewer=viewer, record=company),
        "events": events_of_company(viewer=viewer, company_id=company.pk),
        "can_edit": can_edit_records(viewer),
        "can_delete": can_delete_records(viewer),
    }
    day = day_asked(request)
    offices = ids_below([company.pk]) if companies_below(tree) else [company.pk]
    context |= company_blocks(viewer, company, day, offices=offices)
    context |= outlook.company_blocks(viewer=viewer, company=company, day=day)
    context |= trust_block(viewer=viewer, record=company)
    context |= crm_blocks(request, company)
    context |= discussions_about(viewer, PostFilter(company=company.pk), company=company.slug)
    return render(request, "web/company_page.html", context)
