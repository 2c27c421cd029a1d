"""Files in: reading, mapping, matching, previewing and applying them."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "dealmecca.imports"
