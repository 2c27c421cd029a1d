"""Everybody who has a company has worked there since we first knew of it."""

from django.db import migrations
from django.utils import timezone

AT_ONCE = 2_000


def open_positions(apps, schema_editor):
    Contact, Position = apps.get_model("directory", "Contact"), apps.get_model("directory", "Position")
    people = Contact.objects.exclude(company=None).filter(positions=None).order_by("pk")
    rows = []
    for contact in people.iterator(AT_ONCE):
        rows.append(
            Position(
                contact_id=contact.pk,
                company_id=contact.company_id,
                title=contact.title,
                department=contact.department,
                seniority=contact.seniority,
                since=timezone.localdate(contact.created_at),
            )
        )
        if len(rows) == AT_ONCE:
            Position.objects.bulk_create(rows)
            rows = []
    Position.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_positions")]
    operations = [migrations.RunPython(open_positions, migrations.RunPython.noop)]
