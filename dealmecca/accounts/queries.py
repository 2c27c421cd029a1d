"""Reading users: who has an address."""

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from dealmecca.accounts.models import User


def user_of_address(address: str) -> User | None:
    """Whose address this is: confirmed by them, or the one they sign in with. Two questions, whatever the answer."""
    confirmed = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    named = User.objects.filter(Exact(Lower("email"), address)).first()
    return confirmed.user if confirmed else named
