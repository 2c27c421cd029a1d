"""Rows of which a page has hundreds: a template takes five times as long to write them."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dealmecca.web.parts.addresses import company_url
from dealmecca.web.parts.identity import avatar, level_badge, place
from dealmecca.web.parts.words import tally
from dealmecca.web.views.tree_lines import TreeLine

register = template.Library()

_COMPANY = (
    '<li class="person">{}<div class="min-w-0 flex-1"><p class="who"><a class="ttl" href="{}">{}</a>{}</p>'
    '<p class="text-sm text-muted">{}</p></div><span class="num shrink-0 text-xs text-muted">{}</span></li>'
)


@register.simple_tag
def company_rows(lines: Sequence[TreeLine]) -> SafeString:
    """The offices and subsidiaries of a company, each with its place and its people."""
    return format_html_join("", _COMPANY, (_cells(line) for line in lines))


def _cells(line: TreeLine) -> tuple[str, ...]:
    company = line.company
    kind = company.get_company_type_display() or "Type not known"
    where = ", ".join(part for part in (str(kind), place(company)) if part)
    address, level = company_url(company.slug), level_badge(company.level)
    face = avatar(company.pk, company.name, square=True)
    return face, address, line.name, level, where, tally(line.people, "person,people")
