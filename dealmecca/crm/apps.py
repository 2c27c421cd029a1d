"""The seller's own work: interactions, follow-ups, notes, pipeline and lead scores."""

from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "dealmecca.crm"
