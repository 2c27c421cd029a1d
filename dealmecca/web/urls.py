"""Addresses of the pages that mix domains."""

from django.urls import path

from dealmecca.web.views import (
    api_keys,
    company_page,
    contact_page,
    digest_preview,
    event_page,
    home,
    origins,
    search,
    theme,
    timeline,
)

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("notifications/digest", digest_preview.digest_preview, name="digest_preview"),
    path("search", search.search, name="search"),
    path("people/<str:contact_id>", contact_page.contact_page, name="contact_page"),
    path("companies/<str:slug>", company_page.company_page, name="company_page"),
    path("events/<str:slug>", event_page.event_page, name="event_page"),
    path("people/<str:contact_id>/timeline", timeline.contact_timeline, name="contact_timeline"),
    path("companies/<str:slug>/timeline", timeline.company_timeline, name="company_timeline"),
    path("people/<str:contact_id>/origins", origins.contact_origins, name="contact_origins"),
    path("companies/<str:slug>/origins", origins.company_origins, name="company_origins"),
    path("settings/keys", api_keys.key_list, name="key_list"),
    path("settings/keys/new", api_keys.key_create, name="key_create"),
    path("settings/keys/<str:key_id>/revoke", api_keys.key_revoke, name="key_revoke"),
    path("theme", theme.set_theme, name="set_theme"),
]
