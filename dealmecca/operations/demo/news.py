"""The roster's lines of history, in its actions' words: all about the heroes' accounts, of others what is new."""

from collections.abc import Collection, Iterator
from datetime import date

from dealmecca.history.actions import Entry
from dealmecca.history.models import Verb
from dealmecca.operations.demo.roster_rows import (
    LATELY,
    TODAY,
    DemoRoster,
    EvidenceRow,
    HandlingRow,
    PartnershipRow,
    duty_id,
    instant,
)
from dealmecca.operations.demo.rows import DemoDirectory
from dealmecca.roster.actions.telling import day_text, since_text
from dealmecca.roster.vocabularies import DISCIPLINE, HOW, MARKET
from dealmecca.roster.vocabularies.duties import STARTING_DUTIES

_TOLD = {"CONFIRMED": "still right", "LEFT": "left, says a member", "WRONG": "wrong account, says a member"}


def tell_news(directory: DemoDirectory, roster: DemoRoster, hero_accounts: Collection[str]) -> None:
    """Adds them to the roster. A record has no history from before it was made."""
    roster.news += _Newsroom(directory, hero_accounts).entries(roster)


class _Newsroom:
    def __init__(self, directory: DemoDirectory, hero_accounts: Collection[str]) -> None:
        self._names = {row.id: row.name for row in directory.companies}
        self._names |= {row.id: f"{row.first_name} {row.last_name}" for row in directory.contacts}
        self._made = {row.id: row.created_at for row in directory.companies}
        self._made |= {row.id: row.created_at for row in directory.contacts}
        self._heroes = {row.id for row in directory.companies if row.name in hero_accounts}
        self._duties = {duty_id(name): name for _, name, _ in STARTING_DUTIES}

    def entries(self, roster: DemoRoster) -> list[Entry]:
        found: list[Entry] = []
        for partnership in roster.partnerships:
            found += self._of_partnership(partnership)
        by_id = {handling.id: handling for handling in roster.handlings}
        for handling in roster.handlings:
            found += self._of_handling(handling)
        first: set[str] = set()
        for word in roster.evidence:
            if word.handling_id in first:
                found += self._of_word(by_id[word.handling_id], word)
            first.add(word.handling_id)
        return sorted((entry for entry in found if entry.at >= self._made[entry.record_id]), key=lambda entry: entry.at)

    def _is_news(self, account_id: str, day: date) -> bool:
        return day <= TODAY and (day > LATELY or account_id in self._heroes)

    def _of_partnership(self, row: PartnershipRow) -> Iterator[Entry]:
        what = f"{DISCIPLINE.label(row.discipline)}, {MARKET.label(row.market)}"
        source = row.source or HOW.label(row.how).lower()
        since = since_text(row.since, row.is_since_known)
        told = [(row.since, "", f"{{}}, {since} ({source})")]
        if row.in_review_since:
            told.append((row.in_review_since, "{}, active", f"{{}}, in review since {day_text(row.in_review_since)}"))
        if row.until:
            told.append((row.until, f"{{}}, {since}", f"ended {day_text(row.until)}"))
        sides = (
            (row.advertiser_id, "Agency of record" if row.is_aor else "Agency", self._names[row.agency_id]),
            (row.agency_id, "Account of record" if row.is_aor else "Account", self._names[row.advertiser_id]),
        )
        for day, old, new in told:
            if self._is_news(row.advertiser_id, day):
                for key, side, other in sides:
                    changed = {f"{side}, {what}": (old.replace("{}", other), new.replace("{}", other))}
                    yield Entry("company", key, Verb.EDIT, changed, instant(day))

    def _of_handling(self, row: HandlingRow) -> Iterator[Entry]:
        since = since_text(row.since, row.is_since_known)
        if row.account_id in self._heroes or (row.since > LATELY and row.is_since_known):
            yield from self._of_claim(row, "Handles {}", "{} handles {}", ("", since), row.created_at.date())
        if row.until and self._is_news(row.account_id, row.until):
            yield from self._of_claim(
                row, "Handles {}", "{} handles {}", (since, f"ended {day_text(row.until)}"), row.until
            )

    def _of_word(self, row: HandlingRow, word: EvidenceRow) -> Iterator[Entry]:
        if row.account_id in self._heroes:
            told = f"{_TOLD[word.said]}, {day_text(word.said_on)} ({HOW.label(word.how).lower()})"
            yield from self._of_claim(row, "{}", "{}, {}", ("", told), word.said_on)

    def _of_claim(
        self, row: HandlingRow, of_person: str, of_account: str, change: tuple[str, str], day: date
    ) -> Iterator[Entry]:
        person, account, duty = self._names[row.contact_id], self._names[row.account_id], self._duties[row.duty_id]
        at = instant(day, 600)
        yield Entry("contact", row.contact_id, Verb.EDIT, {of_person.format(f"{duty} for {account}"): change}, at)
        yield Entry("company", row.account_id, Verb.EDIT, {of_account.format(person, duty): change}, at)
