"""Who calls the API, with the plan's word: keys belong to plans that have the API."""

from django.http import HttpRequest

from dealmecca.accounts.api_access import Key, SignedIn
from dealmecca.accounts.models import Scope, User
from dealmecca.billing.permissions import check_has_api


class PlanKey(Key):
    def check_plan(self, owner: User) -> None:
        check_has_api(owner)


class ExportKey(PlanKey):
    """Taking files away is a right of its own; a key that may do only that changes nothing."""

    def scope_for(self, request: HttpRequest) -> Scope:
        return Scope.EXPORT


ways_in = [PlanKey(), SignedIn()]  # a key first: who sends one is not taken for their session
ways_to_files = [ExportKey(), SignedIn()]
