"""How far a record can be trusted: scores, evidence, duplicates."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "dealmecca.quality"
