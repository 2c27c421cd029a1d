"""Addresses of how far records can be trusted."""

from django.urls import path

from dealmecca.quality.views import (
    alike,
    duplicate_list,
    duplicate_move,
    duplicate_page,
    evidence_create,
    merge_page,
    quality_page,
    quality_queue,
    quality_reports,
    quality_rows,
)

app_name = "quality"
urlpatterns = [
    path("people/<str:contact_id>/evidence", evidence_create.contact_evidence, name="contact_evidence"),
    path("companies/<str:slug>/evidence", evidence_create.company_evidence, name="company_evidence"),
    path("evidence/<str:evidence_id>/withdraw", evidence_create.evidence_withdraw, name="evidence_withdraw"),
    path("quality", quality_page.quality_page, name="quality_page"),
    path("quality/rows/<slug:code>", quality_rows.quality_rows, name="quality_rows"),
    path("quality/say", quality_rows.quality_say, name="quality_say"),
    path("quality/queue", quality_queue.quality_queue, name="quality_queue"),
    path("quality/alike", alike.alike, name="alike"),
    path("quality/duplicates", duplicate_list.duplicate_list, name="duplicate_list"),
    path("quality/duplicates/<str:pair_id>", duplicate_page.duplicate_page, name="duplicate_page"),
    path("quality/duplicates/<str:pair_id>/move", duplicate_move.duplicate_move, name="duplicate_move"),
    path("quality/merges/<str:merge_id>", merge_page.merge_page, name="merge_page"),
    path("quality/reports", quality_reports.quality_reports, name="quality_reports"),
]
