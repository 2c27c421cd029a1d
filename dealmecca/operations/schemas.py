"""JSON shapes of who uses DealMecca: numbers only."""

from datetime import date

from dealmecca.lib.json_shapes import Answer


class GroupAnswer(Answer):
    count: int
    average_searches_used: float
    total_dashboard_visits: int
    average_dashboard_visits: float


class SpanAnswer(Answer):
    start: date
    end: date
    active: int
    joined: int
    searches: int


class EngagementAnswer(Answer):
    everybody: GroupAnswer
    recent: GroupAnswer
    active_7: int
    active_30: int
    searches_30: int
    days: list[SpanAnswer]
    weeks: list[SpanAnswer]
