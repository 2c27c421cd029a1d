"""The trade's controlled values. One value each, however it is written; what is unknown is kept as text beside."""

from dealmecca.directory.vocabularies.companies import COMPANY_TYPE, EMPLOYEE_RANGE
from dealmecca.directory.vocabularies.industries import INDUSTRY
from dealmecca.directory.vocabularies.people import DEPARTMENT, SENIORITY, department_in_title, seniority_in_title
from dealmecca.lib.vocabulary import Vocabulary

# Which field of a record holds a value of which vocabulary.
CONTROLLED: dict[str, dict[str, Vocabulary]] = {
    "company": {"company_type": COMPANY_TYPE, "industry": INDUSTRY, "size": EMPLOYEE_RANGE},
    "contact": {"seniority": SENIORITY, "department": DEPARTMENT},
}
BY_FIELD: dict[str, Vocabulary] = {**CONTROLLED["company"], **CONTROLLED["contact"]}

__all__ = [
    "BY_FIELD", "COMPANY_TYPE", "CONTROLLED", "DEPARTMENT", "EMPLOYEE_RANGE", "INDUSTRY", "SENIORITY",
    "department_in_title", "seniority_in_title",
]  # fmt: skip
