"""The background door: notices of dates that come up, and learning from the past."""

from dealmecca.outlook.actions.lessons import learn_lessons
from dealmecca.outlook.actions.reminders import make_notices


def notice_planning_dates() -> None:
    make_notices()


def learn_from_the_past() -> None:
    learn_lessons()
