"""The tables of a seller's own work; every row belongs to one seller or to their team (accounts/ownership.py)."""

from dealmecca.crm.models.deals import Deal, DealChange
from dealmecca.crm.models.follow_ups import FollowUp
from dealmecca.crm.models.interactions import Interaction, InteractionContact
from dealmecca.crm.models.lead_scores import LeadScore
from dealmecca.crm.models.notes import Note, NoteChange
from dealmecca.crm.models.record_views import RecordView

__all__ = [
    "Deal", "DealChange", "FollowUp", "Interaction", "InteractionContact", "LeadScore", "Note", "NoteChange",
    "RecordView",
]  # fmt: skip
