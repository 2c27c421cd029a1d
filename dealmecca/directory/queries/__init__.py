"""Named reads of the directory, one per question that a door asks; each starts from the viewer."""

from dealmecca.directory.queries.hierarchy import (
    TreeNode,
    all_below,
    company_tree,
    ids_above,
    ids_below,
    parents_of,
    way_to,
)
from dealmecca.directory.queries.lists import (
    Page,
    count_matching,
    matching_ids,
    people_counts,
    recent_changes,
    search_companies,
    search_contacts,
    search_everything,
    suggest_companies,
)
from dealmecca.directory.queries.moves import get_move, last_move, moves_of
from dealmecca.directory.queries.records import (
    companies_by_id,
    companies_for_lists,
    companies_named,
    company_names,
    contacts_by_id,
    count_below,
    directory_size,
    find_company,
    find_contact,
    get_company,
    get_contact,
    people_of,
)

__all__ = [
    "Page", "TreeNode", "all_below", "companies_by_id", "companies_named", "company_names", "company_tree",
    "contacts_by_id", "count_below", "count_matching", "directory_size", "find_company", "find_contact", "get_company",
    "get_contact", "get_move", "ids_above", "ids_below", "last_move", "matching_ids", "moves_of", "parents_of",
    "people_counts", "people_of", "recent_changes", "search_companies", "search_contacts", "search_everything",
    "suggest_companies", "way_to", "companies_for_lists",
]  # fmt: skip
