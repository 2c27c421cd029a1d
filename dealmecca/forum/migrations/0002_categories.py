"""The categories a trade of media sellers begins with; moderators rename, add and close them."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from dealmecca.lib.ids import new_id

FIRST = (
    ("Account moves", "account-moves", "Reviews, wins and losses: who takes an account, and what it means for yours.", "orange", "arrow-left-right"),
    ("Who handles what", "who-handles-what", "Whom to call about a brand, and at which agency.", "petrol", "users"),
    ("RFPs", "rfps", "Briefs in the market, what they ask for, and how they are answered.", "amber", "file-text"),
    ("Deals", "deals", "Prices, packages and terms, as they are really agreed.", "green", "handshake"),
    ("Questions", "questions", "Ask the trade.", "blue", "circle-help"),
    ("Industry news", "industry-news", "What happened, and what it changes for sellers.", "violet", "newspaper"),
    ("Events", "events", "Upfronts, conferences, and who goes.", "red", "calendar"),
    ("Jobs", "jobs", "Who hires, who moves, and what it pays.", "grey", "briefcase"),
)  # fmt: skip


def seed(apps: Any, schema_editor: Any) -> None:
    table, now = apps.get_model("forum", "Category"), timezone.now()
    for order, (name, slug, description, color, icon) in enumerate(FIRST):
        table.objects.get_or_create(
            slug=slug,
            defaults={
                "id": new_id(), "name": name, "description": description, "color": color, "icon": icon,
                "order": order * 10, "created_at": now, "updated_at": now,
            },
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
