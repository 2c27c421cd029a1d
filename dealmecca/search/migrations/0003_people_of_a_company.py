"""One index for the people of a company: in the order of the list, and for the company's rename."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_text_indexes")]

    operations = [
        migrations.AddIndex(
            model_name="contactline",
            index=models.Index(fields=["company_id", "-lead_score", "-n"], name="contact_by_company"),
        ),
        migrations.RemoveIndex(model_name="contactline", name="contact_line_of_company"),
    ]
