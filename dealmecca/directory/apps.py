"""Companies and contacts: the core, and the template for the other domains."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "dealmecca.directory"
