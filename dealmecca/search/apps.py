"""One searchable line per person and per company, and the ranking."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "dealmecca.search"
