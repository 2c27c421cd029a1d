"""What a pair of people have in common, feature by feature, each as one of a few levels."""

import numpy as np

from dealmecca.quality.matching import names
from dealmecca.quality.matching.columns import Flags, Numbers, compare_texts, distinct_per
from dealmecca.quality.matching.firms import Firms, own_domains
from dealmecca.quality.matching.names import FAMILY_DIFFERENT, compare_family, compare_given, firms_alike, one_slip
from dealmecca.quality.matching.people import People
from dealmecca.quality.matching.weights import PEOPLE

LEVELS = {feature: tuple(levels) for feature, levels in PEOPLE.items()}
UNLIKE_GIVEN = (names.DIFFERENT, names.LIKE_ANOTHER, names.GIVEN_RATHER)
SAME_OFFICE, SAME_FIRM, OTHER_OFFICE, UNKNOWN_FIRM, OTHER_FIRM = (1, 2, 3), 4, 5, (6, 7, 8), (9, 10)
TWO_GIVEN = tuple(LEVELS["given"].index(level) for level in ("different", "like another"))
TWO_MIDDLES = LEVELS["given"].index("middle differs")
TWO_FAMILIES = LEVELS["family"].index("different")
FEW, HUNDREDS = 40, 200
RARE, COMMON = 1 / 2_000, 1 / 400


class Directory:
    """What must be known of all people before two can be compared: who shares a number, which names are common.

    `size` is how many there are in all, where `people` are only some of them: how common names are is then not known.
    """

    def __init__(self, people: People, size: int = 0) -> None:
        self.people = people
        self.size = size or len(people)
        people.domain = own_domains(people)
        self.firms = Firms(people)
        total = max(len(people), 1)
        words = len(people.names.texts)
        self.family_share = np.bincount(people.family, minlength=words) / total
        self.given_share = np.bincount(people.first_word, minlength=words) / total
        if size:
            self.family_share = self.given_share = np.full(words, RARE)
        phones, mails = len(people.phones.texts), len(people.mails.texts)
        self.phone_families = self._holders(people.phone, phones)
        self.is_switchboard = np.zeros(phones, dtype=bool)
        self.is_switchboard[people.switchboard[people.switchboard > 0]] = True
        self.is_switchboard |= self.phone_families >= 3
        self.is_shared_mail = self._holders(people.mail, mails) >= 3
        self.is_shared_mail[people.mail[people.mail_kind % 2 == 1]] = True

    def _holders(self, column: Numbers, values: int) -> Numbers:
        """How many people have each value, at least: neither one person's slips nor a new surname make two of them."""
        people = self.people
        counts = [distinct_per(column, each, values) for each in (people.family, people.first_word, people.initials)]
        return np.minimum.reduce(counts)


class Compared:
    """Levels of many pairs at once: `levels[feature]` has a number for each pair; `vetoed` says never."""

    def __init__(self, directory: Directory, a: Numbers, b: Numbers) -> None:
        self.directory, self.people, self.a, self.b = directory, directory.people, a, b
        self.levels: dict[str, Numbers] = {}
        self._names()
        one_given = ~np.isin(self.levels["given"], TWO_GIVEN)
        one_name = one_given & (self.levels["family"] != TWO_FAMILIES) & (self.levels["given"] != TWO_MIDDLES)
        self._email(one_name=one_name)
        self._phone(one_given=one_given)
        self._linkedin_and_title()
        self._place()
        self.vetoed = self._vetoes()

    def _both(self, column: Numbers) -> tuple[Numbers, Numbers, Flags]:
        """The values of both sides, and where neither is missing."""
        mine, yours = column[self.a], column[self.b]
        return mine, yours, (mine > 0) & (yours > 0)

    def _names(self) -> None:
        people, texts = self.people, self.people.names.texts
        given_a, given_b, has_given = self._both(people.given)
        family_a, family_b, has_family = self._both(people.family)
        given = np.where(
            given_a == given_b,
            names.SAME,
            compare_texts(given_a, given_b, texts, compare_given, has_given & (given_a != given_b)),
        )
        family = np.where(
            family_a == family_b,
            names.SAME,
            compare_texts(family_a, family_b, texts, compare_family, has_family & (family_a != family_b)),
        )
        given, family = np.where(has_given, given, 0), np.where(has_family, family, 0)
        crossed = has_given & has_family & (given == names.DIFFERENT) & (family == FAMILY_DIFFERENT)
        swapped = np.zeros(len(given), dtype=bool)
        for mine, yours, other_mine, other_yours in (
            (given_a, family_b, family_a, given_b),
            (family_a, given_b, given_a, family_b),
        ):
            # what stands as a family name on one side may be the short form of the given name on the other
            cross_given = compare_texts(mine, yours, texts, compare_given, crossed & ~swapped)
            fits = (cross_given > 0) & ~np.isin(cross_given, UNLIKE_GIVEN)
            cross_family = compare_texts(other_mine, other_yours, texts, compare_family, fits)
            given, family = np.where(fits, cross_given, given), np.where(fits, cross_family, family)
            swapped |= fits
        self.levels["order"] = swapped.astype(np.int64)
        shares = np.maximum(self.directory.family_share[family_a], self.directory.family_share[family_b])
        rarity = np.where(shares < RARE, 1, np.where(shares < COMMON, 2, 3))
        self.levels["family"] = np.where(family == names.SAME, rarity, np.where(family > 0, family + 2, 0))
        given_share = self.directory.given_share[people.first_word[self.a]]
        given_level = np.array([0, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10])[given]
        self.levels["given"] = np.where((given_level == 2) & (given_share < RARE), 1, given_level)

    def _email(self, *, one_name: Flags) -> None:
        people, directory = self.people, self.directory
        mail_a, mail_b, both = self._both(people.mail)
        same = mail_a == mail_b
        shared = directory.is_shared_mail[mail_a] | directory.is_shared_mail[mail_b]
        domain_a, domain_b, _ = self._both(people.domain)
        same_domain = (domain_a == domain_b) & (domain_a > 0)
        local_a, local_b = people.local[self.a], people.local[self.b]
        letters_a, letters_b = people.letters[self.a], people.letters[self.b]
        same_host = people.host[self.a] == people.host[self.b]
        numbered = (letters_a != local_a) != (letters_b != local_b)
        slip = (
            compare_texts(local_a, local_b, people.locals.texts, _near_locals, both & ~same & same_host & ~shared) == 1
        )
        level = np.full(len(self.a), 7)
        level[same_domain] = 5
        level[same_domain & numbered] = 6
        level[slip & one_name & (letters_a != letters_b)] = 4
        level[same_domain & (local_a != local_b) & self._each_named()] = 8
        level[same] = 1
        level[shared] = 3
        level[shared & same] = 2
        self.levels["email"] = np.where(both, level, 0)
        self.numbers_differ = both & same_domain & ~shared & (local_a != local_b) & (letters_a == letters_b)

    def _each_named(self) -> Flags:
        """Whether two names that are alike stand each in its own address: louis@ and louise@ are two people."""
        people, a, b = self.people, self.a, self.b
        named = people.named_by[a] & people.named_by[b]
        alike = [LEVELS["given"].index(level) for level in ("alike", "rather alike", "like another", "different")]
        given = np.isin(self.levels["given"], alike) & (named & 1 > 0)
        families = [LEVELS["family"].index(level) for level in ("alike", "rather alike")]
        family = np.isin(self.levels["family"], families) & (named & 2 > 0)
        return (given | family) & (self.levels["order"] == 0)

    def _phone(self, *, one_given: Flags) -> None:
        people, directory = self.people, self.directory
        phone_a, phone_b, both = self._both(people.phone)
        extension_a, extension_b, both_extended = self._both(people.extension)
        same = phone_a == phone_b
        is_shared = directory.is_switchboard
        near = compare_texts(phone_a, phone_b, people.phones.texts, near_numbers, both & ~same) == 1
        level = np.where(is_shared[phone_a] | is_shared[phone_b], 6, 5)
        level[near & ~is_shared[phone_a] & ~is_shared[phone_b]] = 4
        level[same] = 1
        level[same & (directory.phone_families[phone_a] == 2)] = 2
        level[same & (is_shared[phone_a] | ~one_given)] = 3
        level[same & (extension_a != extension_b)] = 3
        level[same & both_extended & (extension_a == extension_b)] = 1
        level[same & both_extended & (extension_a != extension_b)] = 5
        self.levels["phone"] = np.where(both, level, 0)

    def _linkedin_and_title(self) -> None:
        for name, column in (("linkedin", self.people.profile), ("title", self.people.title)):
            mine, yours, both = self._both(column)
            self.levels[name] = np.where(both, np.where(mine == yours, 1, 2), 0)

    def _place(self) -> None:
        people, firms = self.people, self.directory.firms
        firm_a, firm_b, both = self._both(firms.number)
        settled = firms.is_settled[self.a] & firms.is_settled[self.b]
        domain_a, domain_b, both_domains = self._both(people.domain)
        name_a, name_b, both_names = self._both(people.firm_name)
        alike = (
            compare_texts(
                name_a, name_b, people.firms.texts, _firm_level, both & both_names & (firm_a != firm_b) & ~settled
            )
            == 1
        )
        same_firm = both & (
            (firm_a == firm_b)
            | alike
            | (both_names & (name_a == name_b))
            | (both_domains & (domain_a == domain_b) & ~settled)
        )
        city_a, city_b, both_cities = self._both(people.city)
        slip = compare_texts(city_a, city_b, people.cities.texts, near_cities, both_cities & (city_a != city_b)) == 1
        same_city = both_cities & ((city_a == city_b) | slip)
        other_city = both_cities & ~same_city
        size = np.maximum(firms.size[self.a], firms.size[self.b])
        office = np.where(size < FEW, 1, np.where(size < HUNDREDS, 2, 3))
        in_firm = np.where(same_city, office, np.where(other_city, OTHER_OFFICE, SAME_FIRM))
        unknown = np.where(same_city, 6, np.where(other_city, 8, 7))
        elsewhere = np.where(same_city, 9, 10)
        self.levels["place"] = np.where(same_firm, in_firm, np.where(both, elsewhere, unknown))

    def _vetoes(self) -> Flags:
        """Two people, whatever else they share: john2@ beside john@, Jr beside none."""
        generation = self.people.generation[self.a] != self.people.generation[self.b]
        same_profile = self.levels["linkedin"] == 1
        return (self.numbers_differ | generation) & ~same_profile


def _near_locals(a: str, b: str) -> int:
    return int(one_slip(a, b))


def near_numbers(a: str, b: str) -> int:
    """One digit wrong, or two swapped, but not at the end: colleagues have lines next to each other."""
    if len(a) != len(b) or a[-2:] != b[-2:]:
        return 0
    wrong = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(wrong) == 1:
        return 1
    return int(
        len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
    )


def near_cities(a: str, b: str) -> int:
    return int(one_slip(a, b) and a[0] == b[0])


def _firm_level(a: str, b: str) -> int:
    return int(firms_alike(a, b))
