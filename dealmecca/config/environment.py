"""Everything an operator can set, read once from the environment and .env; a typo is an error that names it."""

import difflib
import os
import re
import tempfile
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_KEY = "development-only-key-that-production-refuses-to-start-with"
MINIMUM_KEY_LENGTH = 50
MAIL_PORTS = {"console": 0, "smtp": 25, "smtp+tls": 587, "smtps": 465}  # by the scheme of DEALMECCA_EMAIL_URL
_HOST = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)


class ConfigurationError(Exception):
    """The environment holds something DealMecca cannot start with; the message says what and how to mend it."""


class Environment(BaseSettings):
    """Each field is one variable: DATABASE_URL, DIRECT_URL, and DEALMECCA_<NAME> for the rest."""

    model_config = SettingsConfigDict(
        env_prefix="DEALMECCA_", env_file=".env", extra="forbid", str_strip_whitespace=True
    )

    environment: Literal["development", "test", "production"] = "development"
    database_url: str = Field("sqlite:///dev.db", validation_alias="DATABASE_URL")
    direct_url: str = Field("", validation_alias="DIRECT_URL")
    secret_key: str = ""
    secret_key_fallbacks: str = ""
    allowed_hosts: str = ""
    suppression_key: str = ""
    suppression_key_fallbacks: str = ""
    erasure_ledger: Path | None = None
    email_url: str = "console:"
    email_from: str = "DealMecca <dealmecca@localhost>"
    site_url: str = ""
    data_dir: Path = Path("media")
    time_zone: str = "UTC"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    database_pool_size: int = Field(8, ge=1, le=100)
    import_max_megabytes: int = Field(200, ge=1, le=5000)
    behind_https_proxy: bool = True
    plans: Literal["metered", "unlimited"] = "metered"
    require_second_factor: bool | None = None
    price_pro: str = ""
    price_team: str = ""
    billing: Literal["manual", "stripe"] = "manual"
    manual_upgrades: Literal["", "at_once", "after_approval"] = ""
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_price_pro: str = ""
    stripe_price_team: str = ""
    stripe_url: str = "https://api.stripe.com"
    google_client_id: str = ""
    google_client_secret: str = ""
    linkedin_client_id: str = ""
    linkedin_client_secret: str = ""
    oidc_name: str = "Single sign-on"
    oidc_server_url: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    model_url: str = ""
    model_name: str = ""
    model_key: str = ""
    model_seconds: int = Field(20, ge=1, le=120)
    model_tokens_a_month: int = Field(2_000_000, ge=0)

    @field_validator("allowed_hosts")
    @classmethod
    def host_names_only(cls, text: str) -> str:
        """A host that is none would answer 400 to everybody; "*" lets a stranger choose the host of a reset link."""
        for host in _listed(text):
            if not _HOST.fullmatch(host):
                raise ValueError(f"{host!r} is no host name; write deals.example.com, without https:// and port")
        return text

    @field_validator("email_url")
    @classmethod
    def mail_address(cls, url: str) -> str:
        try:
            known = urlsplit(url).scheme in MAIL_PORTS and urlsplit(url).port != 0
        except ValueError:
            known = False
        if not known:
            raise ValueError(
                "use console:, smtp://host:25, smtp+tls://user:password@host:587 or smtps://user:password@host:465"
            )
        return url

    @field_validator("site_url")
    @classmethod
    def web_address(cls, url: str) -> str:
        try:
            parts = urlsplit(url)
            is_one = (
                parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.hostname or "")) and parts.port != 0
            )
        except ValueError:
            is_one = False
        if url and (not is_one or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username):
            raise ValueError("write the address people type, such as https://deals.example.com, and nothing after it")
        return url.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def known_time_zone(cls, name: str) -> str:
        if name not in available_timezones():
            near = difflib.get_close_matches(name, available_timezones(), n=1)
            raise ValueError(f"there is no such time zone; {f'did you mean {near[0]}?' if near else 'write UTC'}")
        return name

    @field_validator("oidc_server_url", "model_url")
    @classmethod
    def address_of_a_server(cls, url: str) -> str:
        if url and not (urlsplit(url).scheme in ("https", "http") and urlsplit(url).hostname):
            raise ValueError("write the server's address, such as https://login.example.com")
        return url.rstrip("/")

    @model_validator(mode="after")
    def providers_are_whole(self) -> "Environment":
        for provider in ("google", "linkedin", "oidc"):
            parts = [
                name for name in Environment.model_fields if name.startswith(f"{provider}_") and name != "oidc_name"
            ]
            given = [name for name in parts if getattr(self, name)]
            if given and given != parts:
                missing = ", ".join(f"DEALMECCA_{name.upper()}" for name in parts if name not in given)
                raise ValueError(f"{missing} must be set as well, or DEALMECCA_{given[0].upper()} left away.")
        if self.environment == "production" and self.oidc_server_url.startswith("http:"):
            raise ValueError("DEALMECCA_OIDC_SERVER_URL must begin with https:// in production.")
        return self

    @model_validator(mode="after")
    def stripe_needs_its_settings(self) -> "Environment":
        names = ("stripe_secret_key", "stripe_webhook_secret", "stripe_price_pro", "stripe_price_team")
        missing = [f"DEALMECCA_{name.upper()}" for name in names if not getattr(self, name)]
        if self.billing == "stripe" and missing:
            raise ValueError(f"DEALMECCA_BILLING=stripe also needs {', '.join(missing)} (docs/how-to/plans.md).")
        if self.environment == "production" and not self.stripe_url.startswith("https://"):
            raise ValueError("DEALMECCA_STRIPE_URL must begin with https:// in production.")
        return self

    @model_validator(mode="after")
    def language_model_is_whole(self) -> "Environment":
        if bool(self.model_url) != bool(self.model_name):
            raise ValueError("DEALMECCA_MODEL_URL and DEALMECCA_MODEL_NAME go together: set both, or neither.")
        is_here = urlsplit(self.model_url).hostname in ("localhost", "127.0.0.1", "::1")
        if self.environment == "production" and self.model_url.startswith("http:") and not is_here:
            raise ValueError("DEALMECCA_MODEL_URL must begin with https: in production, or be on this machine.")
        if not self.model_key.isprintable():
            raise ValueError("DEALMECCA_MODEL_KEY holds signs that no header may hold.")
        return self

    @model_validator(mode="after")
    def production_needs_secrets(self) -> "Environment":
        if self.environment != "production":
            self.secret_key = self.secret_key or DEVELOPMENT_KEY
            return self
        if len(self.secret_key) < MINIMUM_KEY_LENGTH or self.secret_key == DEVELOPMENT_KEY:
            raise ValueError(
                f"DEALMECCA_SECRET_KEY must be a random text of at least {MINIMUM_KEY_LENGTH} characters. "
                'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(60))"'
            )
        if len(set(self.secret_key)) < 12:
            raise ValueError("DEALMECCA_SECRET_KEY is not random: it repeats too few different characters.")
        if not self.hosts:
            raise ValueError("DEALMECCA_ALLOWED_HOSTS must name the host people type, such as deals.example.com.")
        return self

    @property
    def sign_in_providers(self) -> list[dict[str, Any]]:
        """Each as the sign-in library wants it; all speak OpenID Connect. Empty when none is set up."""
        known = (
            ("google", "Google", "https://accounts.google.com", self.google_client_id, self.google_client_secret),
            ("linkedin", "LinkedIn", "https://www.linkedin.com/oauth", self.linkedin_client_id,
             self.linkedin_client_secret),
            ("oidc", self.oidc_name, self.oidc_server_url, self.oidc_client_id, self.oidc_client_secret),
        )  # fmt: skip
        return [
            {"provider_id": key, "name": name, "client_id": client, "secret": secret, "settings": {"server_url": url}}
            for key, name, url, client, secret in known
            if client
        ]

    @property
    def second_factor_required(self) -> bool:
        """Unless said otherwise: in production."""
        if self.require_second_factor is None:
            return self.environment == "production"
        return self.require_second_factor

    @property
    def address(self) -> str:
        """Where links in mail lead: what the operator says, or the first host people may type."""
        if self.site_url:
            return self.site_url
        names = [host for host in self.hosts if not host.startswith(".")]
        return f"https://{names[0]}" if self.environment == "production" and names else "http://localhost:8000"

    @property
    def suppression_keys(self) -> list[str]:
        """Without a key of its own, the ledger of opt-outs takes the secret key, and follows its rotation."""
        own = [self.suppression_key] if self.suppression_key else []
        older = _listed(self.suppression_key_fallbacks)
        return list(dict.fromkeys([*own, *older, self.secret_key, *_listed(self.secret_key_fallbacks)]))

    def erasures_beside(self, database: str) -> Path:
        """Where erasures are written down, outside the database: beside its file, or with PostgreSQL in the data's."""
        if self.erasure_ledger:
            return self.erasure_ledger.resolve()
        if self.environment == "test":
            return Path(tempfile.gettempdir()) / "dealmecca-test.erasures"
        path = Path(database)
        beside = path if path.is_absolute() else self.data_dir.resolve() / "database"
        return beside.with_name(f"{beside.name}.erasures")

    @property
    def hosts(self) -> list[str]:
        return _listed(self.allowed_hosts)

    @property
    def prices_of_pro(self) -> list[str]:
        """Ids at Stripe; the first is for new checkouts, the others are what earlier subscribers pay."""
        return _listed(self.stripe_price_pro)

    @property
    def prices_of_team(self) -> list[str]:
        return _listed(self.stripe_price_team)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def variable_names() -> list[str]:
    """The names an operator may set, as they are written in the environment."""
    return [
        str(field.validation_alias or f"DEALMECCA_{name.upper()}") for name, field in Environment.model_fields.items()
    ]


def refuse_unknown_names(names: list[str]) -> None:
    """Raise ConfigurationError for a DEALMECCA_* name nobody reads, or a near miss of DATABASE_URL or DIRECT_URL."""
    known = variable_names()
    unprefixed = [name for name in known if not name.startswith("DEALMECCA_")]
    for name in sorted(set(names) - set(known)):
        ours = name.upper().startswith("DEALMECCA")
        near = difflib.get_close_matches(name.upper(), known if ours else unprefixed, n=1, cutoff=0.6 if ours else 0.88)
        if ours or near:
            hint = f"Did you mean {near[0]}?" if near else f"Known names: {', '.join(known)}."
            raise ConfigurationError(f"{name} is not a setting. {hint}")


def read_environment(env_file: str = ".env") -> Environment:
    """The operator's settings. Raises ConfigurationError naming each variable that is wrong."""
    refuse_unknown_names(list(os.environ))
    testing = os.environ.get("DEALMECCA_ENVIRONMENT") == "test"  # tests see nobody's own settings
    try:
        return Environment(_env_file="" if testing and env_file == ".env" else env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        raise ConfigurationError(" ".join(_sentence(problem) for problem in error.errors())) from None


def _sentence(problem: ErrorDetails) -> str:
    location = [str(part) for part in problem["loc"]]
    message = str(problem["msg"]).removeprefix("Value error, ")
    if not location:
        return message
    field = location[0]
    name = (
        field.upper() if field.upper() in variable_names() else f"DEALMECCA_{field.upper().removeprefix('DEALMECCA_')}"
    )
    if problem["type"] == "extra_forbidden":
        near = difflib.get_close_matches(field.upper(), variable_names(), n=1, cutoff=0.6)
        return f"{field} in .env is not a setting.{f' Did you mean {near[0]}?' if near else ''}"
    if "://" in str(problem.get("input")):
        return f"{name}: {message}."  # an address may hold a password, and this sentence goes to a log
    return f"{name}: {message} (it is {problem.get('input')!r})."
