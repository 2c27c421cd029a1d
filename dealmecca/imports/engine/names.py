"""Which records the names of a statement mean: one for sure, none at all, or a question for the review queue."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dealmecca.accounts.viewers import operator
from dealmecca.directory.models import Company, CompanyAlias
from dealmecca.directory.vocabularies import COMPANY_TYPE
from dealmecca.imports.engine.known import KnownCompany, KnownContact, Shelf
from dealmecca.imports.engine.rows import FileRow
from dealmecca.imports.engine.statements import Mention, Person, Statement
from dealmecca.imports.models import Decision, NameKind, WaitingName
from dealmecca.lib.contact_points import is_role_mailbox
from dealmecca.lib.near_names import NearNames
from dealmecca.lib.person_names import names_compatible, person_key
from dealmecca.lib.places import Place, city_key, same_place
from dealmecca.lib.text_keys import phrase_key
from dealmecca.roster.models import Duty
from dealmecca.roster.queries import duties_in_use, find_duties

GUESSES = 6
AGENCIES = {"AGENCY", "OFFICE", "AGENCY_NETWORK", "HOLDING_COMPANY"}
_LIKE_A_DUTY = 0.6


@dataclass(frozen=True, slots=True)
class Question:
    """A name that somebody has to decide on: a row of the review queue to be."""

    kind: NameKind
    text: str
    key: str
    about: str = ""
    guesses: tuple[dict[str, Any], ...] = ()


class Names:
    """Resolves the names of one run. `load` prepares a batch; the records themselves are on the shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.forget()

    def forget(self) -> None:
        """Also what earlier batches learnt: after one that was rolled back."""
        self._near: NearNames | None = None
        self._about: dict[str, tuple[str, str]] = {}  # company id: (name, what tells it from others)
        self._questions: dict[tuple[str, str], Question] = {}
        self._decided: dict[tuple[str, str], WaitingName] = {}
        self._duties: dict[str, Duty] = {}

    def load(self, rows: Sequence[FileRow]) -> None:
        """What was decided about the names of these rows, and their duties. Three queries at most."""
        said = [statement for row in rows for statement in row.statements]
        keys = {key for statement in said for _, key in keys_of(statement)}
        decided = WaitingName.objects.filter(key__in=keys, decision__in=(Decision.CHOSEN, Decision.CREATED))
        for name in decided.select_related("duty__merged_into").order_by("pk") if keys else ():
            self._decided[name.kind, name.key] = name
        words = {statement.duty for statement in said if statement.duty} - set(self._duties)
        if words:
            self._duties |= find_duties(viewer=operator(), texts=words)

    def decided_ids(self, field: str) -> set[str]:
        """Ids of the companies or contacts that were decided on: they have to be on the shelf as well."""
        return {key for name in self._decided.values() if (key := getattr(name, f"{field}_id"))}

    def company(self, mention: Mention, kind: NameKind) -> KnownCompany | Question | None:
        """None: nothing like it is known, so it is new."""
        decided = self._decided.get((kind, mention_key(mention)))
        if decided and decided.company_id in self.shelf.companies:
            return self.shelf.companies[decided.company_id]
        namesakes = self.shelf.namesakes(mention.key)
        there = [known for known in namesakes if _fits(known, mention)]
        if mention.city and len(namesakes) > 1:
            there = [known for known in there if same_place(known.place, Place(mention.city, "", ""))]
        if mention.domain and len(there) > 1:
            there = [known for known in there if mention.domain in known.domains] or there
        if len(there) == 1:
            return there[0]
        question = (kind, mention_key(mention))
        if question not in self._questions:
            guesses = self._company_guesses(mention, kind, namesakes)
            if not guesses:
                return None
            about = ", ".join(part for part in (mention.city, mention.domain) if part)
            self._questions[question] = Question(kind, mention.name, question[1], about, tuple(guesses))
        return self._questions[question]

    def add(self, known: KnownCompany) -> None:
        """A company that this run makes: names that come later may be near it."""
        if self._near:
            self._near.add(known.record.pk, known.record.name, known.record.name_key)
            self._about[known.record.pk] = known.record.name, _about(known.record.company_type, known.record.city)

    def duty(self, text: str) -> Duty | Question:
        if text in self._duties:
            return self._duties[text]
        key = phrase_key(text) or text.casefold()
        decided = self._decided.get((NameKind.DUTY, key))
        if decided and decided.duty:
            return decided.duty.merged_into or decided.duty
        question = (NameKind.DUTY.value, key)
        if question not in self._questions:
            self._questions[question] = Question(NameKind.DUTY, text, key, guesses=tuple(duty_guesses(text)))
        return self._questions[question]

    def person(self, person: Person) -> KnownContact | Question:
        decided = self._decided.get((NameKind.PERSON, person_question_key(person)))
        if decided and decided.contact_id in self.shelf.contacts:
            return self.shelf.contacts[decided.contact_id]
        namesakes = self.shelf.people_named(person.key) if person.key else []
        found = namesakes
        if person.email:
            found = [] if is_role_mailbox(person.email) else self.shelf.with_email(person.email)
            first, _, last = person.name.rpartition(" ")
            found = [
                k for k in found if not last or names_compatible(k.record.first_name, k.record.last_name, first, last)
            ]
        if len(found) == 1:
            return found[0]
        alike = namesakes or found or self._people_of_mailbox(person)
        reason = "the same name" if namesakes else "the same address" if found else "the address looks like this name"
        score = 0.8 if namesakes or found else 0.6
        guesses = tuple(_person_guess(known, score, reason) for known in alike[:GUESSES])
        return Question(NameKind.PERSON, person.text, person_question_key(person), person.name, guesses)

    def _people_of_mailbox(self, person: Person) -> list[KnownContact]:
        """Who may be behind "maren.oduya@": loaded with the batch, see `mailbox_key`."""
        return self.shelf.people_named(mailbox_key(person.email)) if person.email else []

    def _company_guesses(
        self, mention: Mention, kind: NameKind, namesakes: Iterable[KnownCompany]
    ) -> list[dict[str, Any]]:
        wanted = AGENCIES if kind == NameKind.COMPANY_AGENCY else {"ADVERTISER", "BRAND"}
        guesses = {}
        for known in namesakes:
            is_there = not mention.city or city_key(known.record.city) == city_key(mention.city)
            reason = "the same name" if is_there else f"the same name, in {known.record.city or 'no city'}"
            score = (0.9 if is_there else 0.75) + (0.05 if known.record.company_type in wanted else 0)
            about = _about(known.record.company_type, known.record.city)
            guesses[known.record.pk] = _guess(known.record.pk, known.record.name, about, score, reason)
        for known in self.shelf.with_domain(mention.domain) if mention.domain else ():
            about = _about(known.record.company_type, known.record.city)
            guesses.setdefault(
                known.record.pk, _guess(known.record.pk, known.record.name, about, 0.85, "the same web domain")
            )
        for near in self._names().near(mention.name, mention.key):
            name, about = self._about[near.id]
            guesses.setdefault(near.id, _guess(near.id, name, about, near.score, near.reason))
        return sorted(guesses.values(), key=lambda guess: (-guess["score"], guess["id"]))[:GUESSES]

    def _names(self) -> NearNames:
        """All names of the directory, read when the first one is not found."""
        if self._near is None:
            self._near = NearNames()
            companies = Company.objects.order_by("pk").values_list("pk", "name", "name_key", "company_type", "city")
            for pk, name, key, company_type, city in companies.iterator():
                self._near.add(pk, name, key)
                self._about[pk] = name, _about(company_type, city)
            for pk, name, key in CompanyAlias.objects.order_by("pk").values_list("company_id", "name", "name_key"):
                self._near.add(pk, name, key)
            for known in self.shelf.companies.values():  # those that a dry run made
                if known.record.pk not in self._about:
                    self.add(known)
        return self._near


def mention_key(mention: Mention) -> str:
    """What was decided about a name holds for that name in that city and domain."""
    return "|".join([mention.key, city_key(mention.city), mention.domain]).rstrip("|")[:400]


def person_question_key(person: Person) -> str:
    return person.email or person.key


def keys_of(statement: Statement) -> list[tuple[NameKind, str]]:
    keys = [(NameKind.COMPANY_ADVERTISER, mention_key(statement.account))]
    if statement.agency:
        keys.append((NameKind.COMPANY_AGENCY, mention_key(statement.agency)))
    if statement.duty:
        keys.append((NameKind.DUTY, phrase_key(statement.duty) or statement.duty.casefold()))
    if statement.person:
        keys.append((NameKind.PERSON, person_question_key(statement.person)))
    return keys


def mailbox_key(email: str) -> str:
    """The name that "maren.oduya@" looks like, for comparing; "" for none."""
    first, dot, last = email.partition("@")[0].replace("_", ".").partition(".")
    return person_key(first, last)[:255] if dot and len(first) > 1 and last.isalpha() else ""


def duty_guesses(text: str) -> list[dict[str, Any]]:
    """Duties with words like this one, best first."""
    key = phrase_key(text)
    best: dict[str, dict[str, Any]] = {}
    for duty in duties_in_use(viewer=operator()):
        for word in duty.words.all():
            score = difflib.SequenceMatcher(None, key, word.key).ratio()
            reason = f"like “{word.text}”"
            if len(word.key) > 2 and f" {word.key} " in f" {key} ":
                score, reason = max(score, 0.75), f"holds “{word.text}”"
            if score >= _LIKE_A_DUTY and (duty.pk not in best or best[duty.pk]["score"] < score):
                best[duty.pk] = _guess(duty.pk, duty.name, duty.get_category_display(), score, reason)
    return sorted(best.values(), key=lambda guess: (-guess["score"], guess["name"]))[:GUESSES]


def _fits(known: KnownCompany, mention: Mention) -> bool:
    """Another city is another office; a record without a city may be this one."""
    return not mention.city or same_place(known.place, Place(mention.city, "", "")) is not False


def _person_guess(known: KnownContact, score: float, reason: str) -> dict[str, Any]:
    record = known.record
    about = " at ".join(part for part in (record.title, record.company.name if record.company else "") if part)
    return _guess(record.pk, record.full_name, about, score, reason)


def _guess(id: str, name: str, about: str, score: float, reason: str) -> dict[str, Any]:
    return {"id": id, "name": name, "about": about, "score": round(min(score, 0.99), 2), "reason": reason}


def _about(company_type: str, city: str) -> str:
    return ", ".join(part for part in (COMPANY_TYPE.label(company_type), city) if part)
