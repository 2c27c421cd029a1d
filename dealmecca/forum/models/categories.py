"""Categories: what the trade talks about, in the order of the forum's front page."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from dealmecca.database.fields import IdField, KeyField
from dealmecca.forum.vocabularies import CATEGORY_COLOURS, CATEGORY_ICONS


class CategoryQuerySet(models.QuerySet["Category"]):
    def active(self) -> "CategoryQuerySet":
        """Those that take new posts. What stands in the others stays readable."""
        return self.filter(is_active=True)

    def in_order(self) -> "CategoryQuerySet":
        return self.order_by("order", "name", "pk")


class Category(models.Model):
    """`post_count` counts the posts that everybody sees; forum/actions/counting.py recounts it."""

    id = IdField()
    name = models.CharField(max_length=80)
    slug = KeyField(max_length=80, unique=True)
    description = models.CharField(max_length=300, blank=True, default="")
    color = models.CharField(max_length=20, choices=CATEGORY_COLOURS.choices, blank=True, default="")
    icon = models.CharField(max_length=20, choices=CATEGORY_ICONS.choices, blank=True, default="")
    order = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)
    post_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        db_table = "forum_categories"
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="category_name_once", violation_error_message="There is a category of this name."
            ),
            models.CheckConstraint(condition=~Q(name=""), name="category_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
