"""Addresses of what to expect of an account."""

from django.urls import path

from dealmecca.outlook.views import etiquette_page, planning_list, planning_page

app_name = "outlook"
urlpatterns = [
    path("planning", planning_list.planning_list, name="planning_list"),
    path("companies/<str:slug>/planning", planning_page.planning_page, name="planning_page"),
    path(
        "companies/<str:slug>/planning/<str:planning_date_id>/edit", planning_page.planning_edit, name="planning_edit"
    ),
    path("companies/<str:slug>/planning/<str:planning_date_id>/end", planning_page.planning_end, name="planning_end"),
    path(
        "companies/<str:slug>/planning/<str:planning_date_id>/remind",
        planning_page.planning_remind,
        name="planning_remind",
    ),
    path("companies/<str:slug>/etiquette", etiquette_page.etiquette_page, name="etiquette_page"),
    path("companies/<str:slug>/etiquette/<str:rule_id>/end", etiquette_page.etiquette_end, name="etiquette_end"),
]
