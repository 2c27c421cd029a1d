"""Addresses of people and companies."""

from django.urls import path

from dealmecca.directory.views import (
    company_choices,
    company_delete,
    company_edit,
    company_search,
    contact_delete,
    contact_edit,
    contact_search,
)

app_name = "directory"
urlpatterns = [
    path("people", contact_search.contact_search, name="contact_search"),
    path("people/new", contact_edit.contact_create, name="contact_create"),
    path("people/<str:contact_id>/edit", contact_edit.contact_edit, name="contact_edit"),
    path("people/<str:contact_id>/delete", contact_delete.contact_delete, name="contact_delete"),
    path("companies", company_search.company_search, name="company_search"),
    path("companies/new", company_edit.company_create, name="company_create"),
    path("companies/choices", company_choices.company_choices, name="company_choices"),
    path("companies/<str:slug>/edit", company_edit.company_edit, name="company_edit"),
    path("companies/<str:slug>/delete", company_delete.company_delete, name="company_delete"),
]
