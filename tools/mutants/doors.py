"""The policies that views declare, one step laxer each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tools.mutants import switches

LAXER = {"members": "visitors", "moderators": "members", "admins": "moderators"}


def _views() -> dict[str, Any]:
    """Our views by the name of their mutant. Imported late: Django must have its settings."""
    from django.urls import URLPattern, get_resolver

    found: dict[str, Any] = {}

    def walk(entries: Any) -> None:
        for entry in entries:
            if not isinstance(entry, URLPattern):
                walk(entry.url_patterns)
            elif getattr(entry.callback, "policy", None) in LAXER:
                view: Any = entry.callback
                found[f"{view.__module__}.{view.__name__} open to {LAXER[view.policy]}"] = view

    walk(get_resolver().url_patterns)
    return found


def laxer_doors() -> list[str]:
    return list(_views())


@contextmanager
def open_door(check: str) -> Iterator[None]:
    """Within it the view of this mutant lets more people in; nothing for another kind of check."""
    view = _views().get(check) if " open to " in check else None
    if view is None:
        yield
        return
    from dealmecca.accounts.policies import Policy

    kept, view.policy = view.policy, Policy(LAXER[view.policy])
    try:
        yield
    finally:
        view.policy = kept


def watch_doors() -> None:
    """Note for each request whose door it passed, so that the tests of a door are known."""
    from dealmecca.web.middleware import ClosedByDefault

    doors: Any = ClosedByDefault
    original = doors.process_view

    def process_view(self: Any, request: Any, view: Any, *rest: Any) -> Any:
        policy = getattr(view, "policy", None)
        if policy in LAXER:
            switches.seen.add(f"{view.__module__}.{view.__name__} open to {LAXER[policy]}")
        return original(self, request, view, *rest)

    doors.process_view = process_view
