"""Addresses of who handles what."""

from django.urls import path

from dealmecca.roster.views import (
    manager_edit,
    my_reports,
    org_chart,
    report_create,
    report_list,
    team_create,
    team_members,
    team_page,
    who,
)

app_name = "roster"
urlpatterns = [
    path("who", who.who, name="who"),
    path("handlings/<str:handling_id>/reports", report_create.report_create, name="report_create"),
    path("handlings/<str:handling_id>/reports/undo", report_create.report_undo, name="report_undo"),
    path("handlings/<str:handling_id>/skips", report_create.skip_create, name="skip_create"),
    path("reports", report_list.report_list, name="report_list"),
    path("reports/mine", my_reports.my_reports, name="my_reports"),
    path("reports/<str:handling_id>", report_list.report_decide, name="report_decide"),
    path("companies/<str:slug>/org-chart", org_chart.org_chart, name="org_chart"),
    path("companies/<str:slug>/teams/new", team_create.team_create, name="team_create"),
    path("people/<str:contact_id>/manager", manager_edit.manager_edit, name="manager_edit"),
    path("teams/<str:team_id>", team_page.team_page, name="team_page"),
    path("teams/<str:team_id>/join", team_members.team_join, name="team_join"),
    path("teams/<str:team_id>/members/<str:membership_id>/leave", team_members.team_leave, name="team_leave"),
]
