"""The forum. So far: which companies a post is about, found offline."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "dealmecca.forum"
