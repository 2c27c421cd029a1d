"""Every address of the site, by the domain that answers it."""

from django.urls import include, path, re_path

from dealmecca.config.api import api
from dealmecca.lib.json_api import nothing_here
from dealmecca.operations.records.site import records

urlpatterns = [
    path("", include("dealmecca.operations.urls")),
    path("operate/records/", records.urls),  # here, because Django's admin looks for its names at the top
    path("", include("dealmecca.directory.urls")),
    path("", include("dealmecca.roster.urls")),
    path("", include("dealmecca.billing.urls")),
    path("", include("dealmecca.following.urls")),
    path("", include("dealmecca.outlook.urls")),
    path("", include("dealmecca.saved.urls")),
    path("", include("dealmecca.exports.urls")),
    path("", include("dealmecca.imports.urls")),
    path("", include("dealmecca.notifications.urls")),
    path("", include("dealmecca.crm.urls")),
    path("", include("dealmecca.events.urls")),
    path("", include("dealmecca.forum.urls")),
    path("", include("dealmecca.quality.urls")),
    path("", include("dealmecca.privacy.urls")),
    path("", include("dealmecca.web.urls")),  # last: a record's page takes any word after people/ and companies/
    path("", include("dealmecca.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/linked/", include("allauth.socialaccount.urls")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("api/v1/", api.urls),
    re_path(r"^api(?:/|$)", nothing_here),
]
handler400 = "dealmecca.web.views.errors.bad_request"
handler403 = "dealmecca.web.views.errors.forbidden"
handler404 = "dealmecca.web.views.errors.not_found"
handler500 = "dealmecca.web.views.errors.server_error"
