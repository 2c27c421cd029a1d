"""Who refused or withdrew the look behind a handle."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("forum", "0003_order_of_edits")]

    operations = [
        migrations.AddField(
            model_name="unmasking",
            name="refused_by",
            field=models.ForeignKey(
                help_text="who asked, when it was withdrawn",
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="unmasking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_at", None), ("refused_by", None)),
                    models.Q(("agreed_by", None), ("refused_at__isnull", False), ("refused_by__isnull", False)),
                    _connector="OR",
                ),
                name="unmasking_refused_or_not",
            ),
        ),
    ]
