"""Addresses of a member's own settings; signing in and out is the sign-in library's (config/urls.py)."""

from django.urls import path

from dealmecca.accounts.views import profile, sessions

app_name = "accounts"
urlpatterns = [
    path("settings", profile.settings_profile, name="settings_profile"),
    path("settings/sessions", sessions.session_list, name="session_list"),
    path("settings/sessions/end", sessions.session_end, name="session_end"),
    path("settings/sessions/end-others", sessions.session_end_others, name="session_end_others"),
]
