"""What the optional language model was asked this month, in tokens, so that its price has an end."""

from django.db import models

from dealmecca.database.fields import KeyField


class ModelMonth(models.Model):
    """One row a month of UTC; `tokens` are an estimate made before asking, rather too high than too low."""

    month = KeyField(max_length=7, primary_key=True, help_text="such as 2026-11")
    tokens = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "forum_model_months"

    def __str__(self) -> str:
        return self.month
