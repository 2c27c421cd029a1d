"""Who changed what, when, from which door."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "dealmecca.history"
