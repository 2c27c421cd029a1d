"""Addresses of who handles what."""

from django.urls import path

from dealmecca.roster.views import my_reports, report_create, report_list, who

app_name = "roster"
urlpatterns = [
    path("who", who.who, name="who"),
    path("handlings/<str:handling_id>/reports", report_create.report_create, name="report_create"),
    path("handlings/<str:handling_id>/reports/undo", report_create.report_undo, name="report_undo"),
    path("handlings/<str:handling_id>/skips", report_create.skip_create, name="skip_create"),
    path("reports", report_list.report_list, name="report_list"),
    path("reports/mine", my_reports.my_reports, name="my_reports"),
    path("reports/<str:handling_id>", report_list.report_decide, name="report_decide"),
]
