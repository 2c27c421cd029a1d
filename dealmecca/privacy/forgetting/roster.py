"""What a person handled: it ends, and who asks for a day in the past finds a removed person there."""

from django.db.models import F, Q
from django.db.models.functions import Greatest

from dealmecca.history.models import Change
from dealmecca.outlook.models import RoutingRule
from dealmecca.privacy.forgetting.person import REMOVED, Person
from dealmecca.roster.models import Evidence, Handling, Membership, ReportingLine


def forget_duties(person: Person) -> None:
    of_them = Q(contact=person.id)
    for model in (Handling, Membership):
        model.objects.filter(of_them, until=None).update(until=Greatest(F("since"), person.day))
    lines = ReportingLine.objects.filter(of_them | Q(manager__contact=person.id), until=None)
    lines.update(until=Greatest(F("since"), person.day))
    Evidence.objects.filter(handling__contact=person.id).update(note="")


def forget_etiquette(person: Person) -> None:
    """With whom to start about an account: such a rule says nothing without them, and history repeats its words."""
    about = Q(start_with=person.id) | Q(not_first_contact=person.id) | Q(asked_by=person.id)
    for rule in RoutingRule.objects.filter(about).order_by("pk"):
        for text in filter(None, (rule.note, rule.source)):
            for change in Change.objects.of("company", rule.account_id).order_by("pk"):
                fields = {
                    name: [str(value).replace(text, REMOVED) if text in str(value) else value for value in pair]
                    for name, pair in change.fields.items()
                }
                if fields != change.fields:
                    Change.objects.filter(pk=change.pk).update(fields=fields)
    RoutingRule.objects.filter(Q(start_with=person.id) | Q(not_first_contact=person.id)).delete()
    RoutingRule.objects.filter(asked_by=person.id).update(asked_by=None)
