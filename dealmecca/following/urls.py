"""Addresses of what people follow."""

from django.urls import URLPattern

app_name = "following"
urlpatterns: list[URLPattern] = []
