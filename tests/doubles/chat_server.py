"""A local chat-completions server over real HTTP, which answers as it is told: well, wrong, slowly, without end."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class ChatServer:
    """`says` is the message's content; `answers` overrides the whole body."""

    address: str = ""
    says: str = "{}"
    answers: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0  # seconds between two bytes
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)

    def body(self) -> bytes:
        if self.answers is not None:
            return self.answers
        message = {"role": "assistant", "content": self.says}
        return json.dumps({"choices": [{"message": message}], "usage": {"total_tokens": 50}}).encode()

    @property
    def sent(self) -> str:
        """What the last question held of the post and of what was offered."""
        return str(self.asked[-1]["messages"][1]["content"])


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    double = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            double.asked.append(json.loads(self.rfile.read(length)))
            double.keys.append(self.headers.get("Authorization", ""))
            double.paths.append(self.path)
            self._answer()

        def do_GET(self) -> None:
            double.paths.append(self.path)
            self._answer()

        def _answer(self) -> None:
            body = double.body()
            self.send_response(double.status)
            for name, value in double.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if not double.pause:
                    self.wfile.write(body)
                    return
                for byte in body:
                    if double.stopped.wait(double.pause):
                        return
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
            except OSError:  # whoever asked has hung up
                return

        def log_message(self, format: str, *values: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    double.address = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield double
    finally:
        double.stopped.set()
        server.shutdown()
        server.server_close()


def seconds_of(work: Any) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun
