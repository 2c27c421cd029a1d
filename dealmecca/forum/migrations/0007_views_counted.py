from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def count_looks(apps, schema_editor):
    """Every member's look was counted once or more; the views that were more go to the first of a post's rows."""
    posts, visits = apps.get_model("forum", "Post"), apps.get_model("forum", "Visit")
    visits.objects.update(times=1)
    of_post = visits.objects.filter(post=OuterRef("pk")).order_by()
    counted = of_post.values("post").annotate(c=models.Count("pk")).values("c")
    rows = posts.objects.annotate(counted=Subquery(counted), first=Subquery(of_post.order_by("pk").values("pk")[:1]))
    rows = rows.filter(view_count__gt=F("counted"))
    for first, more in rows.values_list("first", F("view_count") - F("counted")).iterator(chunk_size=1_000):
        visits.objects.filter(pk=first).update(times=F("times") + more)


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0006_model_spending"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="times",
            field=models.PositiveIntegerField(default=0, help_text="days on which their look was counted"),
        ),
        migrations.RunPython(count_looks, migrations.RunPython.noop),
    ]
