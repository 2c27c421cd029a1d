"""Health addresses, open to monitors without sign-in; for admins who uses DealMecca, and the members."""

from django.urls import path

from dealmecca.operations.views import impersonation, members
from dealmecca.operations.views.engagement import engagement_page, engagement_people
from dealmecca.operations.views.health import health, livez, readyz

app_name = "operations"
urlpatterns = [
    path("api/health", health, name="health"),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("insight/people", engagement_page, name="engagement_page"),
    path("operate/members", members.member_list, name="member_list"),
    path("operate/members/stop-looking", impersonation.impersonation_end, name="impersonation_end"),
    path("operate/members/<str:member_id>", members.member_page, name="member_page"),
    path("operate/members/<str:member_id>/role", members.member_role, name="member_role"),
    path("operate/members/<str:member_id>/account", members.member_account, name="member_account"),
    path("operate/members/<str:member_id>/sign-out", members.member_sign_out, name="member_sign_out"),
    path("operate/members/<str:member_id>/look", impersonation.impersonation_begin, name="impersonation_begin"),
    path("insight/people/list", engagement_people, name="engagement_people"),
]
