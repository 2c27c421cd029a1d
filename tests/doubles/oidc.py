"""A local OpenID Connect server over real HTTP: discovery, authorize, token (PKCE checked), keys and userinfo."""

import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "dealmecca", "only for tests"


@dataclass
class Person:
    """Who is signed in at the provider when the browser comes by."""

    subject: str = "subject-1"
    email: str = "dana@example.com"
    email_verified: bool = True
    name: str = "Dana Whitfield"


@dataclass
class Provider:
    address: str = ""
    person: Person = field(default_factory=Person)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)  # code -> what /authorize was asked
    tokens: dict[str, Person] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    audience: str = CLIENT

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def claims(self, person: Person) -> dict[str, Any]:
        return {
            "sub": person.subject,
            "email": person.email,
            "email_verified": person.email_verified,
            "name": person.name,
        }

    def authorize(self, query: dict[str, str]) -> str | None:
        """Where the browser goes next, or None when what is asked is not in order."""
        if query.get("client_id") != CLIENT or query.get("code_challenge_method") != "S256":
            return None
        if not query.get("state") or "openid" not in query.get("scope", "").split():
            return None
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """A code is good once, with the secret and the verifier that fits its challenge."""
        asked = self.codes.pop(form.get("code", ""), None)
        digest = sha256(form.get("code_verifier", "").encode()).digest()
        fits = asked and asked["code_challenge"] == urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not asked or not fits or form.get("client_secret") != SECRET:
            return None
        access = secrets.token_urlsafe(16)
        self.tokens[access] = self.person
        now = int(time.time())
        claims = {**self.claims(self.person), "iss": self.address, "aud": self.audience, "iat": now, "exp": now + 300}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def running_provider() -> Iterator[Provider]:
    """The server on a free port of this machine, until the block ends."""
    provider = Provider()

    class Door(BaseHTTPRequestHandler):
        def answer(self, body: dict[str, Any] | None) -> None:
            sent = json.dumps(body if body is not None else {"error": "invalid_request"}).encode()
            broken = self.path.startswith("/broken")
            self.send_response(503 if broken else 200 if body is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def do_GET(self) -> None:
            path, query = urlsplit(self.path).path, urlsplit(self.path).query
            if path == "/authorize":
                there = provider.authorize({name: values[0] for name, values in parse_qs(query).items()})
                self.send_response(302 if there else 400)
                if there:
                    self.send_header("Location", there)
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif path == "/userinfo":
                person = provider.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
                self.answer(provider.claims(person) if person else None)
            elif path == "/jwks":
                public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(provider.key.public_key()))
                self.answer({"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]})
            else:
                self.answer(provider.discovery() if path == "/.well-known/openid-configuration" else None)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.answer(provider.token({name: values[0] for name, values in form.items()}))

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
