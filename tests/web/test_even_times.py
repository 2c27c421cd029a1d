"""Signing up and asking for a reset answer at even moments; everything else at once."""

from typing import Any

import pytest

from dealmecca.web import even_times
from dealmecca.web.even_times import until_the_next_stroke
from tests.cast import PASSWORD

NEW = {"name": "Eve", "password1": PASSWORD}


@pytest.mark.parametrize(("elapsed", "wait"), [(0.1, 0.3), (0.39, 0.01), (0.4, 0.0), (0.41, 0.39), (1.3, 0.3)])
def test_the_whole_takes_a_multiple(elapsed: float, wait: float) -> None:
    assert until_the_next_stroke(elapsed, 0.4) == pytest.approx(wait)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["ana@example.com", "new@example.com"])
def test_known_and_unknown_wait_alike_and_other_pages_do_not(
    ana: Any, client: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    waited: list[float] = []
    settings.EVEN_ANSWER_SECONDS = 0.4
    monkeypatch.setattr(even_times.time, "sleep", waited.append)
    client.get("/accounts/signup/")
    client.post("/accounts/login/", {"login": address, "password": "wrong"})
    assert waited == []
    assert client.post("/accounts/password/reset/", {"email": address}).status_code == 302
    assert client.post("/accounts/signup/", {"email": address, **NEW}).status_code == 302
    assert len(waited) == 2 and all(0 <= seconds <= 0.4 for seconds in waited)
