"""Health addresses, open to monitors without sign-in, and who uses DealMecca, for admins."""

from django.urls import path

from dealmecca.operations.views.engagement import engagement_page, engagement_people
from dealmecca.operations.views.health import health, livez, readyz

app_name = "operations"
urlpatterns = [
    path("api/health", health, name="health"),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("insight/people", engagement_page, name="engagement_page"),
    path("insight/people/list", engagement_people, name="engagement_people"),
]
