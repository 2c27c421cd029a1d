"""Pages that mix domains, the frame around every page, shared parts and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "dealmecca.web"
