"""Reading how to approach an account, or a person because of the accounts they handle."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact
from dealmecca.directory.queries import ids_above
from dealmecca.outlook.models import RoutingRule
from dealmecca.roster.models import Handling

MOST = 20

_FIRM = ("name", "slug", "parent")


@dataclass(frozen=True)
class Advice:
    """A rule as people read it on a day. `start_with` is None also when the person named has left: `has_left`."""

    rule: RoutingRule
    day: date

    @property
    def account(self) -> Company:
        return self.rule.account

    @property
    def has_left(self) -> bool:
        job = self.rule.position
        return bool(job and job.until and job.until <= self.day)

    @property
    def start_with(self) -> Contact | None:
        return None if self.has_left else self.rule.start_with

    @property
    def where(self) -> str:
        """ "for Tallgrass Bank", or by way of one agency alone "for Tallgrass Bank at Halden & Pike"."""
        way = f" at {self.rule.agency.name}" if self.rule.agency else ""
        return f"for {self.account.name}{way}"

    @property
    def rest(self) -> list[str]:
        """The sentences after "Start with …"."""
        rule = self.rule
        sentences = []
        if self.has_left and rule.start_with and rule.position and rule.position.until:
            left = rule.position.until
            sentences.append(
                f"{rule.start_with.full_name}, with whom to start {self.where}, left {rule.position.company.name} on "
                f"{left.day} {left:%b %Y}. Ask who took over."
            )
        if rule.not_first_company or rule.not_first_contact:
            is_client = rule.not_first_company_id == rule.account_id
            whom = "the client" if is_client else str(rule.not_first_company or rule.not_first_contact)
            if not rule.start_with:
                whom = f"{self.account.name}" if is_client else f"{whom} {self.where}"
            asker = rule.asked_by.first_name or rule.asked_by.last_name if rule.asked_by else ""
            start = f"{asker} asks sellers not to go" if asker else "Do not go"
            sentences.append(f"{start} to {whom} first.")
        if rule.note:
            alone = not (rule.start_with or sentences)
            sentences.append(f"{self.account.name}: {rule.note}" if alone else rule.note)
        return sentences

    @property
    def text(self) -> str:
        start = f"Start with {self.start_with.full_name} {self.where}." if self.start_with else ""
        return " ".join([start, *self.rest]).strip()


def etiquette_for(
    *, viewer: User, company: Company | None = None, contact: Contact | None = None, day: date | None = None
) -> list[Advice]:
    """What to know before approaching a company or a person on that day (today). Three queries at most.

    For a person: rules about the accounts they handle, about their own company when it is an account, and those that
    name them.
    """
    day = day or timezone.localdate()
    about = Q(pk__in=[])
    if company:
        about |= Q(account=company) | Q(agency=company)
    if contact:
        handled = Handling.objects.visible_to(viewer).held_on(day).filter(contact=contact).values("account")
        employers = ids_above(contact.company_id) if contact.company_id else []
        about |= Q(account__in=handled) & (Q(agency=None) | Q(agency__in=employers))
        about |= Q(account__in=employers) | Q(start_with=contact) | Q(not_first_contact=contact)
    rows = RoutingRule.objects.visible_to(viewer).on(day).filter(about)
    return [Advice(row, day) for row in _named(rows.order_by("account__name", "agency__name", "pk")[:MOST])]


def rules_of(*, viewer: User, company: Company) -> list[Advice]:
    """Every rule of an account, those that hold before those of the past."""
    today = timezone.localdate()
    rows = RoutingRule.objects.visible_to(viewer).filter(account=company)
    found = [Advice(row, today) for row in _named(rows.order_by("-since", "-pk")[:MOST])]
    return sorted(found, key=lambda advice: advice.rule.until is not None)


def get_rule(*, viewer: User, rule_id: str) -> RoutingRule:
    """Raises RoutingRule.DoesNotExist."""
    if "\0" in rule_id:
        raise RoutingRule.DoesNotExist
    found = _named(RoutingRule.objects.visible_to(viewer).filter(pk=rule_id))
    if not found:
        raise RoutingRule.DoesNotExist
    return found[0]


def _named(rows: QuerySet[RoutingRule]) -> list[RoutingRule]:
    """With those named in it, by their names alone: eight wide records a rule are slow to read. Two queries at most.

    The people come by themselves: a join of eleven tables takes PostgreSQL forty milliseconds to plan.
    """
    firms = [
        f"{one}__{name}" for one in ("account", "agency", "not_first_company", "position__company") for name in _FIRM
    ]
    own = [field.name for field in RoutingRule._meta.concrete_fields]
    rows = rows.select_related("account", "agency", "position__company", "not_first_company", "recorded_by")
    found = list(
        rows.only(*own, *firms, "position__until", "position__contact", "recorded_by__name", "recorded_by__email")
    )
    keys = {key for row in found for key in (row.start_with_id, row.not_first_contact_id, row.asked_by_id) if key}
    people = Contact.objects.only("first_name", "last_name").in_bulk(keys)
    for row in found:
        row.start_with = people[row.start_with_id] if row.start_with_id else None
        row.not_first_contact = people[row.not_first_contact_id] if row.not_first_contact_id else None
        row.asked_by = people[row.asked_by_id] if row.asked_by_id else None
    return found
