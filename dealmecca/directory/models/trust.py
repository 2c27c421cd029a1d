"""The columns that say how far a record can be trusted, and what they say today: written by actions/levels.py alone."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from dealmecca.directory.verification.fading import days_that_count, freshness
from dealmecca.directory.verification.steps import Step, step_on


class Trusted(models.Model):
    """Columns hold the engine's answer of the last write; `level`, `score` and `is_verified` hold today's."""

    verification_level = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    verification_score = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0-100; empty until computed"
    )
    data_quality_score = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0-100; the same sum under its other name in the specification"
    )
    verified = models.BooleanField(
        default=False, db_default=False, help_text="level 2 or more, and somebody confirmed it"
    )
    confirmed_on = models.DateField(null=True, blank=True, help_text="when somebody last stood up for it")
    fades = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="the steps down by date alone: verification/steps.py",
    )

    class Meta:
        abstract = True

    @property
    def level(self) -> int:
        step = self._step()
        return step.level if step else self.verification_level

    @property
    def score(self) -> int | None:
        step = self._step()
        return step.score if step else self.verification_score

    @property
    def is_verified(self) -> bool:
        step = self._step()
        return step.verified if step else self.verified

    @property
    def share_moving(self) -> float:
        """Which part of such records is no longer true a year later."""
        raise NotImplementedError

    @property
    def seen_on(self) -> date:
        """The last day on which it was true as far as we know: confirmed, or else added."""
        return self.confirmed_on or timezone.localdate(self.created_at)  # type: ignore[attr-defined]

    @property
    def freshness(self) -> float:
        return freshness(self.share_moving, self.seen_on, timezone.localdate())

    @property
    def is_stale(self) -> bool:
        """It was confirmed once, and that no longer counts."""
        if self.confirmed_on is None:
            return False
        return (timezone.localdate() - self.confirmed_on).days >= days_that_count(self.share_moving)

    def _step(self) -> Step | None:
        return step_on(self.fades, timezone.localdate()) if self.fades else None
