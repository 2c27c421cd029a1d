"""People's rights: who asked not to be listed, what is held on somebody, and being forgotten."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "dealmecca.privacy"
