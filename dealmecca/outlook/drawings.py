"""The twelve months of an account, or of several, as coordinates for the template that draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dealmecca.outlook.calendar import Occurrence, occurrences_between, twelve_months
from dealmecca.outlook.models import PlanningDate

WIDTH, LEFT, TOP, ROW = 720, 168, 20, 28
COLOURS = {"PLANNING_START": "b1", "BUDGET_APPROVAL": "b1", "RFP_WINDOW": "b3", "UPFRONT": "b3"}
SMALLEST = 10.0
LABEL_SPACE = 110  # beside a mark


@dataclass(frozen=True)
class Mark:
    x: float
    width: float
    colour: str
    text: str
    text_x: float
    anchor: str


@dataclass(frozen=True)
class Row:
    label: str
    y: int
    marks: list[Mark]

    @property
    def text_y(self) -> int:
        return self.y + 9


@dataclass(frozen=True)
class YearDrawing:
    """`sentence` says in words what the picture shows."""

    months: list[tuple[float, str]]
    rows: list[Row]
    today_x: float
    sentence: str

    width = WIDTH
    top = TOP

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.rows) + 6


def draw_year(dates: Sequence[PlanningDate], day: date, *, whose: str = "") -> YearDrawing:
    """A row for each date, the next twelve months from the first of this one. `whose` begins the sentence."""
    months = twelve_months(day)
    last = _next_month(months[-1]) - timedelta(days=1)
    rows, said = [], []
    for number, row in enumerate(dates):
        found = occurrences_between(row.starts, row.ends, months[0], last)
        marks = [_mark(one, months, last, COLOURS.get(row.kind, "b2")) for one in found]
        rows.append(Row(_short(row.name), TOP + 10 + ROW * number, marks))
        said.append(f"{row.name} {row.days_text}")
    span = f"{months[0]:%B %Y} to {last:%B %Y}"
    sentence = f"{whose} {span}: {'; '.join(said)}.".strip() if said else f"{whose} {span}: no dates known.".strip()
    return YearDrawing([(_x(month, months), f"{month:%b}") for month in months], rows, _x(day, months), sentence)


def _mark(one: Occurrence, months: list[date], last: date, colour: str) -> Mark:
    start = _x(max(one.first, months[0]), months)
    end = _x(min(one.last, last) + timedelta(days=1), months)
    width = max(end - start, SMALLEST)
    start = min(start, WIDTH - width)
    text = f"{one.first.day} {one.first:%b}"
    if one.last > one.first:
        text += f" to {one.last.day} {one.last:%b}"
    is_late = start + width + LABEL_SPACE > WIDTH
    return Mark(
        round(start, 1), round(width, 1), colour, text, round(start - 6 if is_late else start + width + 6, 1),
        "end" if is_late else "start",
    )  # fmt: skip


def _x(day: date, months: list[date]) -> float:
    """Every month is as wide as the next."""
    column = (WIDTH - LEFT) / 12
    number = (day.year - months[0].year) * 12 + day.month - months[0].month
    first = day.replace(day=1)
    return round(LEFT + column * (number + (day.day - 1) / (_next_month(first) - first).days), 1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _short(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:25]}…"
