"""Who handles what: accounts, duties, teams and reporting lines, on any day."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "dealmecca.roster"
