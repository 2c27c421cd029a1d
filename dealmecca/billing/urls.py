"""Addresses of plans, usage, payments and the sales team."""

from django.urls import path

from dealmecca.billing.views import plan_change, plan_requests, plans, stripe_webhook

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
]
