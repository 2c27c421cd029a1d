"""Named reads of the outlook, one per question that a door asks; each starts from the viewer."""

from dealmecca.outlook.queries.etiquette import Advice, etiquette_for, get_rule, rules_of
from dealmecca.outlook.queries.facts import all_facts, families
from dealmecca.outlook.queries.people import Circle, circle_of
from dealmecca.outlook.queries.planning import (
    Opening,
    count_reminders,
    former_planning_dates,
    get_planning_date,
    next_openings,
    notices_for,
    openings_for,
    planning_dates_of,
)
from dealmecca.outlook.queries.vulnerability import Vulnerability, vulnerability_of

__all__ = [
    "Advice", "Circle", "Opening", "Vulnerability", "all_facts", "circle_of", "count_reminders", "etiquette_for",
    "families", "former_planning_dates", "get_planning_date", "get_rule", "next_openings", "notices_for",
    "openings_for", "planning_dates_of", "rules_of", "vulnerability_of",
]  # fmt: skip
