"""Addresses of what members are told, and of the outbox."""

from django.urls import path

from dealmecca.notifications.views import centre, outbox, preferences, unsubscribe

app_name = "notifications"
urlpatterns = [
    path("notifications", centre.centre, name="centre"),
    path("notifications/read", centre.notifications_read, name="notifications_read"),
    path("notifications/<str:notification_id>/open", centre.notification_open, name="notification_open"),
    path("settings/notifications", preferences.settings_notifications, name="settings_notifications"),
    path("unsubscribe/<str:token>", unsubscribe.unsubscribe, name="unsubscribe"),
    path("outbox", outbox.outbox, name="outbox"),
    path("outbox/retry", outbox.outbox_retry, name="outbox_retry"),
]
