"""The exception for a request that is well-formed and permitted, but refused for now; it knows its own answer."""

from collections.abc import Mapping


class Refusal(Exception):
    """Its message is for the person who asked. `status` and `headers` are those of the answer, on a page or as JSON."""

    status = 403

    def __init__(self, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.headers = dict(headers or {})
