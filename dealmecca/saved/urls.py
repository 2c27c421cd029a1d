"""Addresses of saved searches."""

from django.urls import path

from dealmecca.saved.views import saved_create, saved_delete, saved_edit, saved_list, saved_news, saved_run

app_name = "saved"
urlpatterns = [
    path("saved", saved_list.saved_list, name="saved_list"),
    path("saved/new", saved_create.saved_create, name="saved_create"),
    path("saved/<str:search_id>", saved_run.saved_run, name="saved_run"),
    path("saved/<str:search_id>/edit", saved_edit.saved_edit, name="saved_edit"),
    path("saved/<str:search_id>/news", saved_news.saved_news, name="saved_news"),
    path("saved/<str:search_id>/delete", saved_delete.saved_delete, name="saved_delete"),
    path("saved/<str:search_id>/restore", saved_delete.saved_restore, name="saved_restore"),
]
