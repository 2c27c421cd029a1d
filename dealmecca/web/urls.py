"""Addresses of the pages that mix domains."""

from django.urls import path

from dealmecca.web.views import home, search, theme

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("search", search.search, name="search"),
    path("theme", theme.set_theme, name="set_theme"),
]
