"""Lists as files: exactly what is on the screen."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "dealmecca.exports"
