"""Who asked not to be listed, what is kept about somebody, being erased; and the person's own pages."""

from django.urls import path

from dealmecca.privacy.views import erasing, own_record, person_rights, suppressions

app_name = "privacy"
urlpatterns = [
    path("listed", own_record.listed_ask, name="listed_ask"),
    path("you/<str:token>", own_record.own_record, name="own_record"),
    path("you/<str:token>/file", own_record.own_file, name="own_file"),
    path("people/<str:contact_id>/erase", erasing.contact_erase, name="contact_erase"),
    path("people/<str:contact_id>/rights", person_rights.person_rights, name="person_rights"),
    path("people/<str:contact_id>/rights/file", person_rights.person_file, name="person_file"),
    path(
        "people/<str:contact_id>/rights/<str:link_id>/revoke",
        person_rights.person_link_revoke,
        name="person_link_revoke",
    ),
    path("operate/privacy", suppressions.suppression_list, name="suppression_list"),
    path("operate/privacy/wishes/<str:wish_id>", person_rights.wish_decide, name="wish_decide"),
    path("operate/privacy/<str:suppression_id>/lift", suppressions.suppression_lift, name="suppression_lift"),
]
