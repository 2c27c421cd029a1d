"""The model no longer knows the three columns of usage; the ledger of billing/ answers them.

They stay in the table for one release, with defaults of their own, so that the release before still reads and inserts.
"""

import django.utils.timezone
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_api_keys")]

    operations = [
        migrations.AlterField("user", "searches_used", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AlterField("user", "searches_this_month", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AlterField(
            "user",
            "searches_reset_at",
            models.DateTimeField(default=django.utils.timezone.now, db_default=Now()),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField("user", "searches_used"),
                migrations.RemoveField("user", "searches_this_month"),
                migrations.RemoveField("user", "searches_reset_at"),
            ]
        ),
    ]
