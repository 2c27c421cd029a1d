"""The background door: reminders, scores that grew old, what is over."""

from dealmecca.crm.actions.forgetting import forget_deleted, forget_old_views
from dealmecca.crm.actions.lead_scores import compute_stale_scores
from dealmecca.crm.actions.reminders import remind


def remind_of_follow_ups() -> None:
    remind()


def compute_old_lead_scores() -> None:
    compute_stale_scores()


def forget_what_is_over() -> None:
    forget_deleted()
    forget_old_views()
