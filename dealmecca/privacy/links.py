"""The secret of a person's link: drawn at random, told once, and kept as a hash."""

import hashlib
import secrets
from datetime import timedelta

from dealmecca.accounts.attempts import Allowance

GOOD_FOR = timedelta(days=30)
WRONG_LINKS_FROM_ONE_PLACE = Allowance("wrong person links from one place", 30, 300)
ASKING_FROM_ONE_PLACE = Allowance("asking whether listed from one place", 5, 3_600)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
