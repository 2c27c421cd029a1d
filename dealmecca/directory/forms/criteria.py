"""The search that a page shows, read from its address as API and command line read it, but forgiving."""

from collections.abc import Collection

from django.http import QueryDict

from dealmecca.directory.search_query import PARAMETERS, Kind, query_from
from dealmecca.search.criteria import Criteria

REACH = {"has_email", "has_phone"}


def read_criteria(query: QueryDict, *, kind: Kind, fields: Collection[str]) -> Criteria:
    """The search an address asks for, as far as the page has a block for it in `fields` ("reach": email and phone).

    What cannot be read is left out.
    """
    criteria = query_from(query, kind, strict=False).criteria
    if criteria.min_verification_level == 1:  # everything has the lowest level
        criteria = criteria.without("min_verification_level")
    for field in PARAMETERS:
        if field not in fields and not (field in REACH and "reach" in fields):
            criteria = criteria.without(field)
    return criteria
