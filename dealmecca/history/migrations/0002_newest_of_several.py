from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["record_kind", "record_id", "-at", "-id"], name="change_of_record_newest"),
        ),
        migrations.RemoveIndex(model_name="change", name="change_of_record"),
    ]
