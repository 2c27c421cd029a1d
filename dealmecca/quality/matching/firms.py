"""At which firm people are: its web domain where its people agree on one, however they write its name."""

import numpy as np

from dealmecca.quality.matching.columns import Flags, Numbers
from dealmecca.quality.matching.people import People, telling_words

PUBLIC = 5  # people of other firms with an address on a domain, from which on it may be anybody's
AGREED = 0.6  # share of a firm's people with an address on one domain


class Firms:
    """`number` is each person's firm (0 unknown); `is_settled` says that the name alone tells it."""

    def __init__(self, people: People) -> None:
        names, domains = people.firm_name, people.domain
        count, domain_count = len(people.firms.texts), len(people.domains.texts)
        users = np.bincount(domains, minlength=domain_count)
        users[0] = 0
        domain_of_name = _agreed_domains(names, domains, count, domain_count)
        _follow_telling_words(domain_of_name, people.firms.texts)
        stated = people.stated_domain
        by_name = np.where(stated > 0, stated, domain_of_name[names])
        by_mail = np.where(users[domains] >= 2, domains, 0)
        alone = np.where(names > 0, domain_count + names, domains)
        self.number: Numbers = np.where(by_name > 0, by_name, np.where(by_mail > 0, by_mail, alone))
        self.is_settled: Flags = by_name > 0
        self.size: Numbers = np.bincount(self.number)[self.number] if len(people) else self.number
        self.size[self.number == 0] = len(people)


def own_domains(people: People) -> Numbers:
    """Each person's web domain, or 0 where it is one on which anybody may have an address: most users are elsewhere."""
    count, domain_count = len(people.firms.texts), len(people.domains.texts)
    agreed = _agreed_domains(people.firm_name, people.domain, count, domain_count)[people.firm_name]
    is_elsewhere = (agreed > 0) & (people.domain > 0) & (agreed != people.domain)
    users = np.bincount(people.domain, minlength=domain_count)
    strangers = np.bincount(people.domain[is_elsewhere], minlength=domain_count)
    is_public = (strangers >= PUBLIC) & (strangers * 2 > users)
    return np.where(is_public[people.domain], 0, people.domain)


def _agreed_domains(names: Numbers, domains: Numbers, count: int, domain_count: int) -> Numbers:
    """The domain of each firm's name on which its people agree; 0 where they do not."""
    agreed = np.zeros(count, dtype=np.int64)
    both = (names > 0) & (domains > 0)
    pairs, counts = np.unique(names[both] * domain_count + domains[both], return_counts=True)
    if not len(pairs):
        return agreed
    of_name = pairs // domain_count
    totals = np.bincount(of_name, weights=counts, minlength=count)
    is_agreed = (counts >= 2) & (counts >= AGREED * totals[of_name])
    agreed[of_name[is_agreed]] = pairs[is_agreed] % domain_count
    return agreed


def _follow_telling_words(domain_of_name: Numbers, texts: list[str]) -> None:
    """ "Halden Pike" is at the domain of "Halden Pike Media" where no other firm has these telling words."""
    domains: dict[str, set[int]] = {}
    for text, domain in zip(texts, domain_of_name.tolist(), strict=True):
        if domain:
            domains.setdefault(telling_words(text), set()).add(domain)
    for place, text in enumerate(texts):
        if text and not domain_of_name[place]:
            found = domains.get(telling_words(text), set())
            if len(found) == 1:
                domain_of_name[place] = next(iter(found))
