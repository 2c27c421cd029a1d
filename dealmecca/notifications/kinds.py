"""What there is to tell, in the words of the preferences page."""

from django.db import models


class Kind(models.TextChoices):
    FOLLOW_UP = "FOLLOW_UP", "A follow-up is due"
    SAVED_SEARCH = "SAVED_SEARCH", "News on a saved search"
    RECORD_NEWS = "RECORD_NEWS", "Changes on what you follow"
    PLANNING = "PLANNING", "A planning date comes near"
    REPORT_DECIDED = "REPORT_DECIDED", "A report of yours was decided"
    TEAM = "TEAM", "Your team"
    BILLING = "BILLING", "Your plan and your payments"
    SECURITY = "SECURITY", "Your account's safety"
