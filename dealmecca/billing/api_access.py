"""Who calls the API, with the plan's word: keys belong to plans that have the API."""

from dealmecca.accounts.api_access import Key, SignedIn
from dealmecca.accounts.models import User
from dealmecca.billing.permissions import check_has_api


class PlanKey(Key):
    def check_plan(self, owner: User) -> None:
        check_has_api(owner)


ways_in = [PlanKey(), SignedIn()]  # a key first: who sends one is not taken for their session
