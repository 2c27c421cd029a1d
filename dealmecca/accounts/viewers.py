"""Who is looking: the signed-in user of a request, typed for queries and actions."""

from typing import cast

from django.http import HttpRequest

from dealmecca.accounts.models import Role, User


def viewer_of(request: HttpRequest) -> User:
    """The user that a view that is open to members has."""
    return cast(User, request.user)


def operator() -> User:
    """Whoever sits at the command line of this machine: sees everything, and is nobody who signs in."""
    return User(name="operator", role=Role.ADMIN)


def is_operator(viewer: User) -> bool:
    """Whether this is `operator()`, who has no address to sign in with."""
    return viewer.role == Role.ADMIN and not viewer.email
