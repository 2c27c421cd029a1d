"""Every tag and filter of `web/parts/` in one library, which the settings load into all templates."""

from django import template

from dealmecca.web.parts import (
    addresses,
    charts,
    facets,
    fields,
    icons,
    identity,
    passkeys,
    reach,
    rows,
    texts,
    threads,
    touches,
    words,
)

register = template.Library()
for part in (icons, identity, words, fields, facets, charts, addresses, reach, passkeys, touches, rows, texts, threads):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
