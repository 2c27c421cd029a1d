"""Addresses of what members are told, and of the outbox."""

from django.urls import path

from dealmecca.notifications.views import outbox

app_name = "notifications"
urlpatterns = [
    path("outbox", outbox.outbox, name="outbox"),
    path("outbox/retry", outbox.outbox_retry, name="outbox_retry"),
]
