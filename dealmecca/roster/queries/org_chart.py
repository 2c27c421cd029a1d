"""The org chart of a company on any day: one answer, from which tree, departments, phone list and JSON are drawn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, Contact, Position
from dealmecca.directory.queries import ids_below
from dealmecca.directory.vocabularies import DEPARTMENT, SENIORITY
from dealmecca.roster.models import Handling, ReportingLine
from dealmecca.roster.queries.titles import former_titles

SHOWN = 500  # seats one chart draws
DEEPEST = 20  # levels one chart draws
MOST_LINES = 5_000  # lines one chart reads
DUTIES_NAMED = 2


@dataclass(eq=False)
class Seat:
    """A job in the chart, with the title of the day: held by somebody, or vacant since its holder left.

    `line` leads to `manager`; `left_out` counts people below who are not drawn; `is_elsewhere` when the job is at a
    company outside the chart.
    """

    position: Position
    title: str
    department: str
    seniority: str
    vacant_since: date | None
    is_elsewhere: bool
    line: ReportingLine | None = None
    manager: "Seat | None" = None
    reports: list["Seat"] = field(default_factory=list)
    left_out: int = 0
    level: int = 1
    handles: str = ""

    @property
    def id(self) -> str:
        return self.position.pk

    @property
    def contact(self) -> Contact:
        """Whoever holds the job, or held it before it became vacant."""
        return self.position.contact

    @property
    def is_vacant(self) -> bool:
        return self.vacant_since is not None

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Smallest first: the most senior, then by name."""
        rank = SENIORITY.position(self.seniority) if self.seniority else -1
        return (-rank, self.contact.last_name, self.contact.first_name, self.id)


Group = tuple[str, list[Seat]]  # a department's name, and its seats


@dataclass(frozen=True)
class OrgChart:
    """`roots` are the tops of the trees, `unplaced` the people without any line.

    `people_count` is how many people work there, `shown_count` how many of them are in the chart.
    """

    company: Company
    day: date
    roots: list[Seat]
    unplaced: list[Seat]
    people_count: int
    company_count: int

    @property
    def shown_count(self) -> int:
        return sum(not seat.is_vacant and not seat.is_elsewhere for seat in self.seats())

    @property
    def is_cut(self) -> bool:
        return self.shown_count < self.people_count

    def seats(self) -> Iterator[Seat]:
        """Every seat once, managers before those who report to them."""
        waiting = [*reversed(self.unplaced), *reversed(self.roots)]
        while waiting:
            seat = waiting.pop()
            yield seat
            waiting.extend(reversed(seat.reports))

    @property
    def departments(self) -> list[Group]:
        return _by_department(seat for seat in self.seats() if not seat.is_elsewhere)

    @property
    def unplaced_by_department(self) -> list[Group]:
        return _by_department(self.unplaced)


def org_chart(*, viewer: User, company: Company, day: date, with_offices: bool = True) -> OrgChart:
    """Who reported to whom at the company (and its offices) on that day, in eight queries at most."""
    companies = ids_below([company.pk]) if with_offices else [company.pk]
    held = Position.objects.visible_to(viewer).on(day).filter(company__in=companies)
    up = _lines(viewer, companies, day)
    jobs = _jobs_with_lines(up, companies, day)
    tops, below = _forest(jobs, up)
    drawn = _drawn(tops, below)
    loaded = Position.objects.select_related("contact", "company").in_bulk(list(drawn))
    others = held.exclude(pk__in=list(jobs)).select_related("contact", "company")
    others = others.order_by("contact__last_name", "contact__first_name", "pk")[: SHOWN - len(drawn)]
    seats = _seats([*(loaded[key] for key in drawn), *others], set(companies), day)
    sizes = _sizes(tops, below)
    for key, level in drawn.items():
        seat = seats[key]
        seat.level = level
        seat.left_out = sum(sizes[child] for child in below[key] if child not in drawn)
        if key in up:
            seat.line = up[key]
            seat.manager = seats[up[key].manager_id]
            seat.manager.reports.append(seat)
    for seat in seats.values():
        seat.reports.sort(key=lambda one: one.order)
    _name_duties(viewer, seats, day)
    roots = [seats[key] for key in tops if key in drawn]
    unplaced = [seat for key, seat in seats.items() if key not in drawn]
    return OrgChart(company, day, roots, sorted(unplaced, key=lambda one: one.order), held.count(), len(companies))


def _lines(viewer: User, companies: Sequence[str], day: date) -> dict[str, ReportingLine]:
    """By job, its line on that day; of a job that had ended by then, the line that it had at its end."""
    rows = ReportingLine.objects.visible_to(viewer).filter(
        Q(until=None) | Q(until__gt=day) | Q(until__gte=F("position__until")),
        position__company__in=companies,
        since__lte=day,
    )
    found = {}
    for line in rows.select_related("position", "manager").order_by("since", "pk")[:MOST_LINES]:
        end = line.position.until
        is_over = end is not None and end <= day
        if is_over or line.until is None or line.until > day:
            found[line.position_id] = line
    return found


def _jobs_with_lines(up: dict[str, ReportingLine], companies: Sequence[str], day: date) -> dict[str, Position]:
    """The jobs held on that day that have a line, and all those that lead up from them, vacant or not."""
    jobs: dict[str, Position] = {}
    for line in up.values():
        job = line.position
        if job.since > day or (job.until and job.until <= day):
            continue
        while job.pk not in jobs:
            jobs[job.pk] = job
            if job.pk in up:
                job = up[job.pk].manager
    return jobs


def _forest(jobs: dict[str, Position], up: dict[str, ReportingLine]) -> tuple[list[str], dict[str, list[str]]]:
    """The tops, largest tree first, and who is directly below each job. A circle is cut open; `up` loses that line."""
    below: dict[str, list[str]] = defaultdict(list)
    for key in jobs:
        if key in up:
            below[up[key].manager_id].append(key)
    tops = [key for key in jobs if key not in up]
    left = set(jobs) - set(_walk(tops, below))
    while left:  # vacancies can close a circle that no day had, so reading must bear one
        path: dict[str, None] = {}
        at = min(left)
        while at not in path:
            path[at] = None
            at = up[at].manager_id
        below[up.pop(at).manager_id].remove(at)
        tops.append(at)
        left -= set(_walk([at], below))
    sizes = _sizes(tops, below)
    return sorted(tops, key=lambda key: (-sizes[key], key)), below


def _walk(tops: Sequence[str], below: dict[str, list[str]]) -> dict[str, int]:
    """Everybody from the tops down, level by level, with the level."""
    levels = dict.fromkeys(tops, 1)
    waiting = list(tops)
    for key in waiting:
        for child in below[key]:
            levels[child] = levels[key] + 1
            waiting.append(child)
    return levels


def _sizes(tops: Sequence[str], below: dict[str, list[str]]) -> dict[str, int]:
    """How many jobs hang on each, itself included."""
    sizes: dict[str, int] = {}
    for key in reversed(_walk(tops, below)):
        sizes[key] = 1 + sum(sizes[child] for child in below[key])
    return sizes


def _drawn(tops: Sequence[str], below: dict[str, list[str]]) -> dict[str, int]:
    """What fits, upper levels first."""
    fitting = [(key, level) for key, level in _walk(tops, below).items() if level <= DEEPEST]
    return dict(fitting[:SHOWN])


def _seats(positions: Iterable[Position], companies: set[str], day: date) -> dict[str, Seat]:
    jobs = {position.pk: position for position in positions}
    former = former_titles(jobs, day)
    seats = {}
    for key, job in jobs.items():
        then = former.get(key, job)
        vacant_since = job.until if job.until and job.until <= day else None
        is_elsewhere = job.company_id not in companies
        seats[key] = Seat(job, then.title, then.department, then.seniority, vacant_since, is_elsewhere)
    return seats


def _name_duties(viewer: User, seats: dict[str, Seat], day: date) -> None:
    """In one short line what each person handles: "CTV, Audio for Kestrel Cola +2"."""
    rows = Handling.objects.visible_to(viewer).held_on(day).filter(position__in=list(seats))
    accounts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, account, duty in rows.order_by("pk").values_list("position_id", "account__name", "duty__name"):
        accounts[key][account].append(duty)
    for key, of_account in accounts.items():
        account = max(of_account, key=lambda name: len(of_account[name]))
        named = of_account[account][:DUTIES_NAMED]
        more = sum(len(duties) for duties in of_account.values()) - len(named)
        seats[key].handles = f"{', '.join(named)} for {account}" + (f" +{more}" if more else "")


def _by_department(seats: Iterable[Seat]) -> list[Group]:
    groups: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        groups[seat.department].append(seat)
    named = sorted(groups, key=lambda code: (not code, DEPARTMENT.position(code)))
    return [
        (DEPARTMENT.label(code) if code else "Department not known", sorted(groups[code], key=lambda one: one.order))
        for code in named
    ]
