"""Who wrote an anonymous text is told by no byte: two worlds that differ in that alone look alike to everybody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.forum.anonymous_worlds import CANDIDATES, Seen, Worlds
from tests.forum.planted_leaks import LEAKS, Leak
from tests.forum.same_chances import at
from tests.two_worlds import differences

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Worlds]:
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), files, transaction.atomic():
        with at("12:30"):
            made = Worlds()
        yield made
        transaction.set_rollback(True)


def test_no_byte_tells_who_wrote_it(worlds: Worlds) -> None:
    """At every readable address, to each role, in mails, digests and logs; nor when in the hour it was."""
    one, other = (worlds.everything(name) for name in CANDIDATES)
    crashed = [asked for asked, (status, _, _) in one.answers.items() if status >= 500]
    assert not crashed, crashed
    assert len(one.log) > 3 and len(one.mails) > 1 and len(one.told) > 8
    assert betrayed(one, other) == []


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_each_planted_leak_is_caught(worlds: Worlds, leak: Leak, monkeypatch: pytest.MonkeyPatch) -> None:
    leak.plant(monkeypatch)
    looks = [(leak.who, leak.address)] if leak.address else []
    one, other = (worlds.glimpse(name, looks) for name in CANDIDATES)
    assert betrayed(one, other), f"{leak.name}: nothing differs"
    if leak.address:
        assert one.answers != other.answers, f"{leak.name}: not at {leak.address}"


def test_without_a_leak_a_glimpse_tells_nothing(worlds: Worlds) -> None:
    """The control of those above, at all their addresses."""
    looks = [(leak.who, leak.address) for leak in LEAKS if leak.address]
    one, other = (worlds.glimpse(name, looks) for name in CANDIDATES)
    assert betrayed(one, other) == []


def betrayed(one: Seen, other: Seen) -> list[str]:
    found = [f"only in one world: {asked}" for asked in sorted(set(one.answers) ^ set(other.answers))]
    found = found or differences(one.answers, other.answers)
    for what in ("log", "mails", "told"):
        a, b = getattr(one, what), getattr(other, what)
        found += [f"{what}: {x} and {y}" for x, y in zip(a, b, strict=False) if x != y] or (
            [f"{what}: {len(a)} and {len(b)}"] if len(a) != len(b) else []
        )
    return found
