"""Events: who goes, who waits for a seat, what it was worth, and the calendar."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "dealmecca.events"
