"""Addresses of exports."""

from django.urls import path

from dealmecca.exports.views import export_create

app_name = "exports"
urlpatterns = [path("exports/new", export_create.export_create, name="export_create")]
