"""Addresses of who handles what."""

from django.urls import path

from dealmecca.roster.views import who

app_name = "roster"
urlpatterns = [
    path("who", who.who, name="who"),
]
