"""The word indexes of both kinds; what they are on each engine is in dealmecca/database/text_index.py."""

from django.db import migrations

from dealmecca.database.text_index import CreateTextIndex


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [CreateTextIndex("search_contact_words"), CreateTextIndex("search_company_words")]
