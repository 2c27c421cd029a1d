"""Counts of tries, and a cache shared by all processes. Sign-in asks for a confirmed address from now on: once more for all."""

import dealmecca.database.fields
from django.db import migrations, models


def end_all_sessions(apps, schema_editor):
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sales_teams"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedCache",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "shared_cache",
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("key", dealmecca.database.fields.KeyField(max_length=64, primary_key=True, serialize=False)),
                ("full_at", models.FloatField()),
            ],
            options={
                "db_table": "attempts",
                "indexes": [models.Index(fields=["full_at"], name="attempt_full")],
            },
        ),
        migrations.RunPython(end_all_sessions, migrations.RunPython.noop),
    ]
