"""A local double of Stripe: the few calls we make, over real HTTP, with idempotency keys and signed events.

`respond` is the whole of it; the server and, where a test needs a thousand runs, `Direct` only carry to it.
"""

import hashlib
import hmac
import itertools
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe

SECRET_KEY, WEBHOOK_SECRET = "sk_test_double", "whsec_double"
PRICES = {"PRO": ["price_pro", "price_pro_2025"], "TEAM": ["price_team"]}
MONTH = 30 * 86_400
_numbers = itertools.count(1)  # of all doubles: no two of them have the same ids


class StripeDouble:
    """What stands at Stripe: customers, checkouts, subscriptions; and every event it would send, in `events`."""

    def __init__(self) -> None:
        self.customers: dict[str, dict[str, Any]] = {}
        self.sessions: dict[str, dict[str, Any]] = {}
        self.subscriptions: dict[str, dict[str, Any]] = {}
        self.events: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str]] = []
        self.failing = False  # answers 503, as on a bad day
        self.url = ""
        self._answers: dict[str, tuple[int, dict[str, Any]]] = {}
        self._lock = threading.RLock()

    def respond(self, method: str, path: str, form: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
        with self._lock:
            self.requests.append((method, path))
            if headers.get("Authorization") != f"Bearer {SECRET_KEY}":
                return 401, _error("Invalid API Key")
            if self.failing:
                return 503, _error("Bad day")
            key = headers.get("Idempotency-Key", "")
            if method == "POST" and key in self._answers:
                return self._answers[key]
            answer = self._answer(method, path.removeprefix("/v1/").split("/"), form)
            if method == "POST" and key:
                self._answers[key] = answer
            return answer

    def _answer(self, method: str, parts: list[str], form: dict[str, str]) -> tuple[int, Any]:
        match method, parts:
            case "POST", ["customers"]:
                one = {"id": self._id("cus"), "object": "customer", "email": form.get("email", "")}
                self.customers[one["id"]] = one
                return 200, one
            case "POST", ["checkout", "sessions"]:
                number = self._id("cs")
                url = f"{self.url}/pay/{number}"
                self.sessions[number] = {"id": number, "object": "checkout.session", "url": url, "form": form}
                return 200, {**self.sessions[number], "form": None}
            case "POST", ["billing_portal", "sessions"]:
                if form["customer"] not in self.customers:
                    return 404, _error("No such customer")
                number = self._id("bps")
                return 200, {"id": number, "object": "billing_portal.session", "url": f"{self.url}/portal/{number}"}
            case "GET", ["subscriptions"]:
                mine = [one for one in self.subscriptions.values() if one["customer"] == form.get("customer")]
                return 200, {"object": "list", "data": mine, "has_more": False, "url": "/v1/subscriptions"}
            case (("GET" | "POST" | "DELETE"), ["subscriptions", number]):
                if number not in self.subscriptions:
                    return 404, _error("No such subscription")
                if method == "POST":
                    self.change(number, cancel_at_period_end=form.get("cancel_at_period_end") in ("true", "True"))
                elif method == "DELETE":
                    self.change(number, "customer.subscription.deleted", status="canceled")
                return 200, deepcopy(self.subscriptions[number])
        return 404, _error(f"Unrecognized request URL ({method}: {'/'.join(parts)})")

    def pay(self, session_url: str) -> str:
        """The member pays on the checkout page. The subscription's id."""
        session = self.sessions[session_url.rpartition("/")[2]]
        form = session["form"]
        number = self.subscribe(
            form["customer"],
            user_id=form["subscription_data[metadata][user_id]"],
            price=form["line_items[0][price]"],
            seats=int(form["line_items[0][quantity]"]),
        )
        self.emit("checkout.session.completed", {"id": session["id"], "object": "checkout.session",
                                                 "subscription": number})  # fmt: skip
        return number

    def subscribe(self, customer: str, *, user_id: str, price: str, seats: int = 1, status: str = "active") -> str:
        number, now = self._id("sub"), int(time.time())
        self.subscriptions[number] = {
            "id": number, "object": "subscription", "customer": customer, "status": status,
            "cancel_at_period_end": False, "cancel_at": None, "metadata": {"user_id": user_id},
            "items": {"object": "list", "data": [{
                "id": self._id("si"), "object": "subscription_item", "price": {"id": price, "object": "price"},
                "quantity": seats, "current_period_start": now, "current_period_end": now + MONTH,
            }]},
        }  # fmt: skip
        self.emit("customer.subscription.created", self.subscriptions[number])
        return number

    def change(self, number: str, kind: str = "customer.subscription.updated", **values: Any) -> dict[str, Any]:
        """`price`, `quantity`, `current_period_start` and `current_period_end` stand on the item. The event of it."""
        one = self.subscriptions[number]
        (item,) = one["items"]["data"]
        for name, value in values.items():
            if name == "price":
                item["price"] = {"id": value, "object": "price"}
            elif name in item:
                item[name] = value
            else:
                one[name] = value
        return self.emit(kind, one)

    def emit(self, kind: str, about: dict[str, Any]) -> dict[str, Any]:
        event = {"id": self._id("evt"), "object": "event", "type": kind, "created": int(time.time()),
                 "livemode": False, "data": {"object": deepcopy(about)}}  # fmt: skip
        self.events.append(event)
        return event

    def _id(self, prefix: str) -> str:
        return f"{prefix}_{next(_numbers):06}"


def signed(event: dict[str, Any], *, secret: str = WEBHOOK_SECRET, at: float | None = None) -> tuple[bytes, str]:
    """A delivery: its body, and the header that Stripe would send with it."""
    body, moment = json.dumps(event).encode(), int(time.time() if at is None else at)
    mark = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return body, f"t={moment},v1={mark}"


def _error(message: str) -> dict[str, Any]:
    return {"error": {"type": "invalid_request_error", "message": message}}


class Direct(stripe.HTTPClient):
    """Carries what Stripe's library sends to the double without a socket between them."""

    name = "direct"

    def __init__(self, double: StripeDouble) -> None:
        super().__init__()
        self.double = double

    def request(
        self, method: str, url: str, headers: Any, post_data: Any = None, *, _usage: list[str] | None = None
    ) -> Any:
        parts = urlsplit(url)
        form = dict(parse_qsl(parts.query)) | dict(parse_qsl(post_data or ""))
        status, answer = self.double.respond(method.upper(), parts.path, form, dict(headers or {}))
        return json.dumps(answer), status, {}

    def close(self) -> None:
        pass


@contextmanager
def serving(double: StripeDouble) -> Iterator[StripeDouble]:
    """The double behind a socket of this machine; its address is `double.url`."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            form = dict(parse_qsl(parts.query)) | dict(parse_qsl(self.rfile.read(length).decode()))
            status, answer = double.respond(self.command, parts.path, form, dict(self.headers))
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = handle_any

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    double.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
