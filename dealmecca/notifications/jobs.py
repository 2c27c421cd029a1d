"""The background door: the worker's clock sends what waits."""

from dealmecca.notifications import actions
from dealmecca.notifications.actions.delivery import deliver_waiting


def send_waiting_mails() -> None:
    deliver_waiting()


def forget_old_mails() -> None:
    actions.forget_old_mails()
    actions.forget_old_digests()
