"""Addresses of who handles what."""

from django.urls import URLPattern

app_name = "roster"
urlpatterns: list[URLPattern] = []
