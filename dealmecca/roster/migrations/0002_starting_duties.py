"""The duties to start with."""

import hashlib

from django.db import migrations
from django.utils.text import slugify

from dealmecca.lib.text_keys import phrase_key
from dealmecca.roster.vocabularies.duties import STARTING_DUTIES


def add_duties(apps, schema_editor):
    Duty, DutyWord = apps.get_model("roster", "Duty"), apps.get_model("roster", "DutyWord")
    for category, name, aliases in STARTING_DUTIES:
        key = "c" + hashlib.sha256(f"duty {phrase_key(name)}".encode()).hexdigest()[:24]
        duty = Duty.objects.create(id=key, category=category, name=name, slug=slugify(phrase_key(name)))
        words = {phrase_key(text): text for text in (*reversed(aliases), name)}
        DutyWord.objects.bulk_create(
            DutyWord(duty=duty, key=word, text=text, is_name=text == name) for word, text in words.items()
        )


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_roster")]
    operations = [migrations.RunPython(add_duties, migrations.RunPython.noop)]
