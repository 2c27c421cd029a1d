"""One charge point for every search: paid before it runs, given back when it fails or finds nothing.

Who searches the same again rides on the pass of the search that was paid. Once such a rider saw results, the payer's
own failure gives nothing back; and once the payer was refunded, a rider with results pays.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Now

from dealmecca.accounts.models import User
from dealmecca.billing.actions.charges import refund, take, write_entry
from dealmecca.billing.models import Reason, SearchPass, Unit, UsageCounter, UsageEntry
from dealmecca.billing.queries.usage import FREE_FURTHER, SearchStanding, Usage, read_search_standing
from dealmecca.billing.refusals import QuotaUsedUp


def forget_old_passes() -> int:
    """A pass that makes nothing free any more needs no row."""
    return SearchPass.objects.filter(paid_at__lt=Now() - 2 * FREE_FURTHER).delete()[0]


@contextmanager
def metered_search(*, user: User, key: str, what: str, is_further: bool = False) -> Iterator["SearchReceipt"]:
    """Pay, search inside, then say `receipt.found(count)`. Raises QuotaUsedUp before anything is searched.

    `key` is the same for what counts as the same search, `what` a sentence for the member. `is_further`: a page after
    the first, or a result opened beside the list; both go with the search for a day.
    """
    receipt = SearchReceipt(user, key, what, is_further)
    try:
        yield receipt
    except BaseException:
        receipt.failed()
        raise


class _SomebodyPaid(Exception):
    """The same search was paid for while we waited: the transaction is rolled back, and we ride."""


class SearchReceipt:
    """What one search cost. `left` is None without limit."""

    def __init__(self, user: User, key: str, what: str, is_further: bool) -> None:
        self.user, self.key, self.what, self.is_further = user, key, what, is_further
        self.entry: UsageEntry | None = None
        self._enter()

    @property
    def usage(self) -> Usage:
        return self._standing.usage

    @property
    def resets_at(self) -> datetime:
        return self.usage.resets_at

    def found(self, count: int) -> None:
        """So many match. Raises QuotaUsedUp in the one case that the search we rode on was refunded meanwhile."""
        if self.entry:
            if not count:
                self._give_back(Reason.REFUND_EMPTY)
        elif not count:
            return
        elif self.usage.limit is None:
            self._list()
        elif not self._standing.pass_gave_results:
            ridden = SearchPass.objects.filter(pk=self._standing.pass_id or 0)
            if not ridden.update(gave_results=True):
                self._enter()
                self.found(count)

    def failed(self) -> None:
        if self.entry:
            self._give_back(Reason.REFUND_FAILED)

    def _enter(self) -> None:
        self._read()
        if self.usage.limit is None or self._standing.pass_id:
            return
        if self.left == 0:  # counter and pass were read at one instant: no need to ask again under a lock
            raise QuotaUsedUp(self.usage)
        try:
            self._pay()
        except _SomebodyPaid:
            self._read()
        except QuotaUsedUp:
            self._read()  # the last unit may have gone for this very search
            if not self._standing.pass_id:
                raise QuotaUsedUp(self.usage) from None

    def _read(self) -> None:
        self._standing: SearchStanding = read_search_standing(user=self.user, key=self.key, is_further=self.is_further)
        self.left = self.usage.left

    @transaction.atomic
    def _pay(self) -> None:
        """From `take` on the counter is ours, and nobody else pays for this member before we are done."""
        period = take(self.usage, 1)
        if period is None:
            raise QuotaUsedUp(self.usage)
        mine = read_search_standing(user=self.user, key=self.key, is_further=self.is_further)
        if mine.pass_id:
            raise _SomebodyPaid
        SearchPass.objects.filter(user=self.user, key=self.key).delete()
        self.entry = write_entry(mine.usage, Reason.CHARGED, period, 1, self.what, self.key)
        SearchPass.objects.create(user=self.user, key=self.key, entry=self.entry, paid_at=mine.usage.now)
        self._standing, self.left = mine, mine.usage.left

    @transaction.atomic
    def _give_back(self, reason: Reason) -> None:
        entry, self.entry = self.entry, None
        assert entry is not None
        list(UsageCounter.objects.select_for_update().filter(user=self.user, unit=Unit.SEARCH))
        unused, _ = SearchPass.objects.filter(entry=entry, gave_results=False).delete()
        if unused and refund(entry, reason) and self.left is not None:
            self.left += 1

    def _list(self) -> None:
        """Without limit it costs nothing, but the member's list of receipts is whole."""
        if not self._standing.was_listed:
            write_entry(self.usage, Reason.INCLUDED, self.usage.period, 1, self.what, self.key)
            self._standing = SearchStanding(self.usage, None, False, True)
