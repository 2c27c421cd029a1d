"""A real mail server on this machine that can be stopped, started, and told to misbehave; the outbox in front of it."""

import socket
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class Sink:
    """What was taken is in `taken`. `answer` is said to each mail; `cuts` mails are taken without a word."""

    def __init__(self) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.taken: list[Message] = []
        self.refused: dict[str, str] = {}
        self.answer = "250 Taken"
        self.cuts = 0
        self.controller: Controller | None = None

    def start(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if not self.answer.startswith("250"):
            return self.answer
        self.taken.append(message_from_bytes(envelope.content))
        if self.cuts:
            self.cuts -= 1
            server.transport.abort()
        return self.answer

    @property
    def subjects(self) -> list[str]:
        return sorted(str(message["Subject"]) for message in self.taken)


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """Mail goes into the outbox, and from there to this server once it is started."""
    server = Sink()
    settings.EMAIL_BACKEND = "dealmecca.notifications.mail_backend.OutboxBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    yield server
    server.stop()
