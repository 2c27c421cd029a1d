"""Search lines: everything a list needs to find, filter, count and order a record, without touching the record."""

from typing import ClassVar

from django.db import models

from dealmecca.database.fields import KeyField
from dealmecca.database.text_index import TextIndex


class FacetTerm(models.Model):
    """A number for each value a facet has, so that lines stay narrow: (industry, AUTOMOTIVE) is 17."""

    facet = models.CharField(max_length=20)
    key = KeyField(max_length=120)
    label = models.CharField(max_length=120)

    class Meta:
        db_table = "search_facet_terms"
        constraints = [
            models.UniqueConstraint(fields=["facet", "key"], name="facet_term_once")
        ]  # also: number of a value


class SearchLine(models.Model):
    """Columns of both kinds. `facet_code` holds one character per facet (search/facets.py), so that one pass over a
    narrow index counts them all."""

    n = models.BigAutoField(primary_key=True)
    record_id = KeyField(max_length=25, unique=True)
    names = models.TextField(help_text="'| first name key | second |', for ranking by name")
    sort_name = KeyField(max_length=300)
    lead_score = models.SmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    company_type = models.IntegerField(default=0)
    industry = models.IntegerField(default=0)
    city = models.IntegerField(default=0)
    state = models.IntegerField(default=0)
    verification_level = models.SmallIntegerField(default=1, help_text="when the line was written: see levels.py")
    level2_until = models.SmallIntegerField(default=0, db_default=0)
    level3_until = models.SmallIntegerField(default=0, db_default=0)
    level4_until = models.SmallIntegerField(default=0, db_default=0)
    level5_until = models.SmallIntegerField(default=0, db_default=0)
    has_email = models.BooleanField(default=False)
    has_phone = models.BooleanField(default=False)
    facet_code = KeyField(max_length=16)

    KIND: ClassVar[str]
    TERMS: ClassVar[tuple[str, ...]]
    WORDS: ClassVar[TextIndex]

    class Meta:
        abstract = True


class ContactLine(SearchLine):
    company_id = KeyField(max_length=25, default="")
    seniority = models.IntegerField(default=0)
    department = models.IntegerField(default=0)

    KIND = "contact"
    TERMS = ("company_type", "industry", "seniority", "department", "city", "state")
    WORDS = TextIndex("search_contact_words")

    class Meta:
        db_table = "search_contacts"
        indexes = [
            models.Index(fields=["-lead_score", "-n"], name="contact_by_lead"),  # browse and relevance without words
            models.Index(fields=["sort_name", "n"], name="contact_by_name"),  # sort=name
            models.Index(fields=["-changed_at", "-n"], name="contact_by_change"),  # sort=recent
            models.Index(
                fields=["seniority", "-lead_score", "-n"], name="contact_by_seniority"
            ),  # one seniority, best first
            models.Index(fields=["city", "-lead_score", "-n"], name="contact_by_city"),  # one city, best first
            # Facets and counts under any filters: everything they read, so that one narrow scan answers.
            models.Index(
                fields=[
                    "seniority",
                    "industry",
                    "department",
                    "company_type",
                    "city",
                    "state",
                    "level2_until",
                    "level3_until",
                    "level4_until",
                    "level5_until",
                    "has_email",
                    "has_phone",
                    "facet_code",
                ],
                name="contact_facets",
            ),
            models.Index(
                fields=["company_id", "-lead_score", "-n"], name="contact_by_company"
            ),  # one company's people, best first
        ]


class CompanyLine(SearchLine):
    size = models.IntegerField(default=0)

    KIND = "company"
    TERMS = ("company_type", "industry", "size", "city", "state")
    WORDS = TextIndex("search_company_words")

    class Meta:
        db_table = "search_companies"
        indexes = [
            models.Index(fields=["-lead_score", "-n"], name="company_by_lead"),  # browse and relevance without words
            models.Index(fields=["sort_name", "n"], name="company_by_name"),  # sort=name
            models.Index(fields=["-changed_at", "-n"], name="company_by_change"),  # sort=recent
        ]


LINES: dict[str, type[ContactLine] | type[CompanyLine]] = {"contact": ContactLine, "company": CompanyLine}


class Spelling(models.Model):
    """A word that occurs in names, under itself and under all that is left of it without one letter (lib/slips.py)."""

    shorter = KeyField(max_length=24)
    word = KeyField(max_length=24)

    class Meta:
        db_table = "search_spellings"
        constraints = [models.UniqueConstraint(fields=["shorter", "word"], name="spelling_once")]  # also: near words
