"""Saved searches, and the alerts when what they find changes."""

from django.apps import AppConfig


class SavedConfig(AppConfig):
    name = "dealmecca.saved"
