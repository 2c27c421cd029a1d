"""Addresses of plans, usage, payments and the sales team."""

from django.urls import path

from dealmecca.billing.views import (
    invitation,
    plan_change,
    plan_requests,
    plans,
    sales_team_members,
    sales_team_page,
    stripe_webhook,
    usage_page,
)

app_name = "billing"
urlpatterns = [
    path("plans", plans.plans, name="plans"),
    path("plans/choose", plan_change.plan_choose, name="plan_choose"),
    path("plans/cancel", plan_change.plan_cancel, name="plan_cancel"),
    path("plans/resume", plan_change.plan_resume, name="plan_resume"),
    path("plans/payment", plan_change.plan_payment, name="plan_payment"),
    path("plans/requests", plan_requests.plan_requests, name="plan_requests"),
    path("plans/requests/<str:request_id>", plan_requests.plan_request_decide, name="plan_request_decide"),
    path("billing/stripe/webhook", stripe_webhook.stripe_webhook, name="stripe_webhook"),
    path("team", sales_team_page.sales_team_page, name="sales_team_page"),
    path("team/name", sales_team_page.sales_team_rename, name="sales_team_rename"),
    path("team/leave", sales_team_members.sales_team_leave, name="sales_team_leave"),
    path("team/members/<str:member_id>/remove", sales_team_members.sales_team_remove, name="sales_team_remove"),
    path(
        "team/members/<str:member_id>/hand-over", sales_team_members.sales_team_hand_over, name="sales_team_hand_over"
    ),
    path("team/invitations/<str:invitation_id>/resend", invitation.invitation_resend, name="invitation_resend"),
    path("team/invitations/<str:invitation_id>/revoke", invitation.invitation_revoke, name="invitation_revoke"),
    path("team/join/<str:token>", invitation.invitation, name="invitation"),
    path("settings/usage", usage_page.usage_page, name="usage_page"),
]
