"""Health addresses, open to monitors without sign-in."""

from django.urls import path

from dealmecca.operations.views import health, livez, readyz

app_name = "operations"
urlpatterns = [
    path("api/health", health, name="health"),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
]
