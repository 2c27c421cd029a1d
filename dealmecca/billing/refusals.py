"""What a plan refuses: no units left this month, too many requests this hour. Both know their own answer."""

from dealmecca.billing.plans import Plan
from dealmecca.billing.queries.usage import Usage
from dealmecca.lib.refusals import Refusal


class QuotaUsedUp(Refusal):
    """The month's units do not suffice. Everything but what costs units goes on."""

    status = 402

    def __init__(self, usage: Usage, needed: int = 1) -> None:
        self.usage, self.needed = usage, needed
        super().__init__(_sentence(usage, needed))


class TooManyRequests(Refusal):
    status = 429

    def __init__(self, plan: Plan, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"{plan.name} allows {plan.requests_an_hour:,} requests an hour. Try again in {_minutes(seconds)}.",
            {"Retry-After": str(seconds)},
        )


def _sentence(usage: Usage, needed: int) -> str:
    if not usage.limit:
        return f"Your plan has no {usage.noun}. Another one does: see /plans."
    if usage.left:
        left = f"{usage.left:,} of {usage.limit:,} are left until {usage.resets_in_words}"
        return f"This needs {needed:,} {usage.noun}, and {left}."
    return f"All {usage.limit:,} {usage.noun} of this month are used. The next month begins {usage.resets_in_words}."


def _minutes(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "a minute" if minutes <= 1 else f"{minutes} minutes"
