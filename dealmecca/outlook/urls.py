"""Addresses of what to expect of an account."""

from django.urls import URLPattern

app_name = "outlook"
urlpatterns: list[URLPattern] = []
