"""Addresses of the imports."""

from django.urls import path

from dealmecca.imports.views import (
    import_list,
    import_page,
    import_refused,
    import_sample,
    import_start,
    import_steps,
    import_undo,
    review_list,
    review_page,
    word_list,
    word_page,
)

app_name = "imports"
urlpatterns = [
    path("imports", import_list.import_list, name="import_list"),
    path("imports/new", import_start.import_start, name="import_start"),
    path("imports/samples/<slug:kind>.csv", import_sample.import_sample, name="import_sample"),
    path("imports/review", review_list.review_list, name="review_list"),
    path("imports/review/<str:name_id>", review_page.review_page, name="review_page"),
    path("imports/values", word_list.word_list, name="word_list"),
    path("imports/values/<path:word_id>", word_page.word_page, name="word_page"),
    path("imports/<str:import_id>", import_page.import_page, name="import_page"),
    path("imports/<str:import_id>/map", import_steps.import_map, name="import_map"),
    path("imports/<str:import_id>/apply", import_steps.import_apply, name="import_apply"),
    path("imports/<str:import_id>/cancel", import_steps.import_cancel, name="import_cancel"),
    path("imports/<str:import_id>/undo", import_undo.import_undo, name="import_undo"),
    path("imports/<str:import_id>/refused.csv", import_refused.import_refused, name="import_refused"),
]
