"""The background door: plans whose time is up, and asking the provider what events did not say."""

from dealmecca.billing.actions import events
from dealmecca.billing.actions.searches import forget_old_passes


def end_lapsed_subscriptions() -> None:
    events.end_lapsed_subscriptions()


def reconcile_with_provider() -> None:
    events.reconcile_with_provider()


def forget_old_search_passes() -> None:
    forget_old_passes()
