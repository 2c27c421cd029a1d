"""Following companies and people, and what changed on them since one last looked."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "dealmecca.following"
