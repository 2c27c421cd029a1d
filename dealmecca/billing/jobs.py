"""The background door: invitations by mail, plans whose time is up, and asking the provider what events did not say."""

from django_tasks import task

from dealmecca.billing.actions import events
from dealmecca.billing.mail import send_invitation
from dealmecca.billing.queries.seats import invitation_to_mail


@task()
def mail_invitation(invitation_id: str, sent_count: int, site: str) -> None:
    """Nothing when it was revoked, accepted or sent again meanwhile."""
    if invitation := invitation_to_mail(invitation_id=invitation_id, sent_count=sent_count):
        send_invitation(invitation, site)


def end_lapsed_subscriptions() -> None:
    events.end_lapsed_subscriptions()


def reconcile_with_provider() -> None:
    events.reconcile_with_provider()
