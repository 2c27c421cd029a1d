"""Addresses of a seller's own work."""

from django.urls import path

from dealmecca.crm.views import (
    follow_up_create,
    follow_up_list,
    follow_up_steps,
    interaction_create,
    interaction_edit,
    lead_score_page,
    my_history,
    my_people,
    note_page,
    pipeline_board,
)

app_name = "crm"
urlpatterns = [
    path("people/<str:contact_id>/log", interaction_create.contact_log, name="contact_log"),
    path("companies/<str:slug>/log", interaction_create.company_log, name="company_log"),
    path("log/understood", interaction_create.log_understood, name="log_understood"),
    path("interactions/<str:interaction_id>/edit", interaction_edit.interaction_edit, name="interaction_edit"),
    path("interactions/<str:interaction_id>/delete", interaction_edit.interaction_delete, name="interaction_delete"),
    path("interactions/<str:interaction_id>/restore", interaction_edit.interaction_restore, name="interaction_restore"),
    path("people/<str:contact_id>/follow-up", follow_up_create.contact_follow_up, name="contact_follow_up"),
    path("companies/<str:slug>/follow-up", follow_up_create.company_follow_up, name="company_follow_up"),
    path("follow-ups", follow_up_list.follow_up_list, name="follow_up_list"),
    path("follow-ups/<str:follow_up_id>/done", follow_up_steps.follow_up_done, name="follow_up_done"),
    path("follow-ups/<str:follow_up_id>/undone", follow_up_steps.follow_up_undone, name="follow_up_undone"),
    path("follow-ups/<str:follow_up_id>/snooze", follow_up_steps.follow_up_snooze, name="follow_up_snooze"),
    path("follow-ups/<str:follow_up_id>/hand-over", follow_up_steps.follow_up_hand_over, name="follow_up_hand_over"),
    path("follow-ups/<str:follow_up_id>/edit", follow_up_steps.follow_up_edit, name="follow_up_edit"),
    path("follow-ups/<str:follow_up_id>/delete", follow_up_steps.follow_up_delete, name="follow_up_delete"),
    path("follow-ups/<str:follow_up_id>/restore", follow_up_steps.follow_up_restore, name="follow_up_restore"),
    path("people/<str:contact_id>/note", note_page.contact_note, name="contact_note"),
    path("companies/<str:slug>/note", note_page.company_note, name="company_note"),
    path("pipeline", pipeline_board.pipeline_board, name="pipeline"),
    path("people/<str:contact_id>/pipeline", pipeline_board.contact_pipeline, name="contact_pipeline"),
    path("pipeline/<str:deal_id>/move", pipeline_board.deal_move, name="deal_move"),
    path("pipeline/<str:deal_id>/remove", pipeline_board.deal_remove, name="deal_remove"),
    path("pipeline/<str:deal_id>/restore", pipeline_board.deal_restore, name="deal_restore"),
    path("people/<str:contact_id>/lead-score", lead_score_page.lead_score, name="lead_score"),
    path("my/people", my_people.my_people, name="my_people"),
    path("my/history", my_history.my_history, name="my_history"),
    path("my/history/clear", my_history.my_history_clear, name="my_history_clear"),
    path("notes/<str:note_id>/edit", note_page.note_edit, name="note_edit"),
    path("notes/<str:note_id>/delete", note_page.note_delete, name="note_delete"),
    path("notes/<str:note_id>/restore", note_page.note_restore, name="note_restore"),
]
