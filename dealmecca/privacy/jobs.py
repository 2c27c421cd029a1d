"""The background door of people's rights."""

from dealmecca.privacy.actions import links


def forget_old_links() -> None:
    links.forget_old_links()
