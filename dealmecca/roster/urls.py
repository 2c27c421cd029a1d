"""Addresses of who handles what."""

from django.urls import path

from dealmecca.roster.views import (
    contact_move,
    duty_list,
    duty_merge,
    duty_page,
    handling_create,
    handling_end,
    manager_edit,
    my_reports,
    org_chart,
    partnership_create,
    partnership_end,
    partnership_review,
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
    path("people/<str:contact_id>/move", contact_move.contact_move, name="contact_move"),
    path("people/<str:contact_id>/moves/<str:move_id>/undo", contact_move.move_undo, name="move_undo"),
    path("people/<str:contact_id>/duties/new", handling_create.handling_create, name="handling_create"),
    path("handlings/<str:handling_id>/end", handling_end.handling_end, name="handling_end"),
    path("companies/<str:slug>/partnerships/new", partnership_create.partnership_create, name="partnership_create"),
    path("partnerships/<str:partnership_id>/end", partnership_end.partnership_end, name="partnership_end"),
    path("partnerships/<str:partnership_id>/review", partnership_review.partnership_review, name="partnership_review"),
    path("duties", duty_list.duty_list, name="duty_list"),
    path("duties/merges/<str:merge_id>/undo", duty_merge.merge_undo, name="merge_undo"),
    path("duties/<str:slug>", duty_page.duty_page, name="duty_page"),
    path("duties/<str:slug>/words/<str:word_id>/remove", duty_page.word_remove, name="word_remove"),
    path("duties/<str:slug>/merge", duty_merge.duty_merge, name="duty_merge"),
]
