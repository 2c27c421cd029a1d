"""Django's settings, one file for every environment; what an operator may change is in config/environment.py."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from dealmecca.config.environment import MAIL_PORTS, ConfigurationError, read_environment
from dealmecca.database.connections import database_settings

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment()
PRODUCTION = ENVIRONMENT.environment == "production"
TESTING = ENVIRONMENT.environment == "test"

SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = [key.strip() for key in ENVIRONMENT.secret_key_fallbacks.split(",") if key.strip()]
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.hosts or ["localhost", "127.0.0.1", "[::1]", "testserver"]
ROOT_URLCONF = "dealmecca.config.urls"
WSGI_APPLICATION = "dealmecca.config.wsgi.application"

INSTALLED_APPS = [
    "dealmecca.web",
    "dealmecca.operations",
    "dealmecca.imports",
    "dealmecca.privacy",
    "dealmecca.crm",
    "dealmecca.saved",
    "dealmecca.exports",
    "dealmecca.quality",
    "dealmecca.forum",
    "dealmecca.events",
    "dealmecca.following",
    "dealmecca.outlook",
    "dealmecca.roster",
    "dealmecca.directory",
    "dealmecca.search",
    "dealmecca.history",
    "dealmecca.billing",
    "dealmecca.notifications",
    "dealmecca.accounts",
    "django.contrib.admin.apps.SimpleAdminConfig",  # without looking for admin.py of the libraries
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "ninja",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dealmecca.web.middleware.SecurityHeaders",
    "dealmecca.web.even_times.EvenTimes",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dealmecca.web.looking_as.LookingAs",
    "dealmecca.web.middleware.ClosedByDefault",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dealmecca.web.middleware.TranslateWriteErrors",
    "dealmecca.billing.middleware.Metering",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dealmecca.web.context_processors.page",
            ],
            "builtins": ["dealmecca.web.templatetags.parts"],
        },
    }
]

# --- Database. Migrations and dumps go past a pooler by DIRECT_URL. ---
DIRECT_COMMANDS = {"migrate", "dumpdata", "sqlsequencereset", "flush"}
_direct = bool(ENVIRONMENT.direct_url) and len(sys.argv) > 1 and sys.argv[1] in DIRECT_COMMANDS
_addresses: dict[str, dict[str, Any]] = {}
for _name, _url in (("DATABASE_URL", ENVIRONMENT.database_url), ("DIRECT_URL", ENVIRONMENT.direct_url)):
    try:
        if _url or _name == "DATABASE_URL":
            _addresses[_name] = database_settings(_url, pool_size=ENVIRONMENT.database_pool_size)
    except ValueError as error:
        raise ConfigurationError(f"{_name} {error}") from None
DATABASES = {"default": _addresses["DIRECT_URL" if _direct else "DATABASE_URL"]}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counts of mails and sign-ups that the sign-in library keeps: one for all processes. Its table comes by a migration.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
}

# --- People who sign in ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["dealmecca.accounts.backends.AddressBackend"]
PASSWORD_HASHERS = ["dealmecca.accounts.hashers.SmallMachineArgon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "dealmecca.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "dealmecca.accounts.forms.sign_up.SignUpForm",
    "reset_password_from_key": "dealmecca.accounts.forms.new_password.NewPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
EVEN_ANSWER_SECONDS = 0.0 if TESTING else 0.4  # web/even_times.py
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# Wrong passwords and codes are counted exactly, in accounts/attempts.py; the library's own count is left out.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
# Log-in attempts are counted by address: behind a proxy its own would be everybody's, and one guesser lock all out.
ALLAUTH_TRUSTED_PROXY_COUNT = int(PRODUCTION and ENVIRONMENT.behind_https_proxy)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"

# --- The second factor ---
MFA_ADAPTER = "dealmecca.accounts.mfa.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "dealmecca.accounts.mfa.CodeForm",
    "reauthenticate": "dealmecca.accounts.mfa.CodeAgainForm",
    "activate_totp": "dealmecca.accounts.mfa.FirstCodeForm",
}
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_TOTP_ISSUER = "DealMecca"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
REQUIRE_SECOND_FACTOR = ENVIRONMENT.second_factor_required  # of moderators and admins

# --- Signing in by Google, LinkedIn or a server of one's own: all speak OpenID Connect; none unless set up ---
SOCIALACCOUNT_ADAPTER = "dealmecca.accounts.social.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": ENVIRONMENT.sign_in_providers, "OAUTH_PKCE_ENABLED": True},
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address alone opens nobody's account
SOCIALACCOUNT_EMAIL_VERIFICATION = "mandatory"
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True

# --- Plans ---
PLANS_ARE_UNLIMITED = ENVIRONMENT.plans == "unlimited"
BILLING_PROVIDER = ENVIRONMENT.billing.upper()
MANUAL_UPGRADES = ENVIRONMENT.manual_upgrades or ("after_approval" if PRODUCTION else "at_once")
STRIPE_URL = ENVIRONMENT.stripe_url
STRIPE_SECRET_KEY = ENVIRONMENT.stripe_secret_key
STRIPE_WEBHOOK_SECRET = ENVIRONMENT.stripe_webhook_secret
STRIPE_PRICES = {"PRO": ENVIRONMENT.prices_of_pro, "TEAM": ENVIRONMENT.prices_of_team}
PRICE_TEXTS = {"PRO": ENVIRONMENT.price_pro, "TEAM": ENVIRONMENT.price_team}

# --- Who asked to be gone: docs/how-to/privacy.md. The first key makes digests, all of them recognise. ---
SUPPRESSION_KEYS = ENVIRONMENT.suppression_keys
ERASURE_LEDGER = ENVIRONMENT.erasures_beside(str(DATABASES["default"]["NAME"]))

# --- A language model as a second reader of posts; without an address there is none ---
MODEL_URL = ENVIRONMENT.model_url
MODEL_NAME = ENVIRONMENT.model_name
MODEL_KEY = ENVIRONMENT.model_key
MODEL_SECONDS = ENVIRONMENT.model_seconds
MODEL_TOKENS_A_MONTH = ENVIRONMENT.model_tokens_a_month

# --- Background work: the queue is our database ---
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Mail: whatever is sent goes into the outbox; the worker hands it on by MAIL_TRANSPORT ---
_mail = urlparse(ENVIRONMENT.email_url)
EMAIL_BACKEND = "dealmecca.notifications.mail_backend.OutboxBackend"
MAIL_TRANSPORT = f"django.core.mail.backends.{'console' if _mail.scheme == 'console' else 'smtp'}.EmailBackend"
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or MAIL_PORTS[_mail.scheme]
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from
SITE_URL = ENVIRONMENT.address  # where links in mail lead

# --- Files ---
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dealmecca.web.static_files.VersionedStaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = TESTING  # each test has a server of its own: it looks files up instead of listing them all
WHITENOISE_MAX_AGE = 31_536_000
MEDIA_ROOT = ENVIRONMENT.data_dir.resolve()
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
IMPORT_MAX_BYTES = ENVIRONMENT.import_max_megabytes * 1024 * 1024

# --- Language and time ---
LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone
USE_THOUSAND_SEPARATOR = False

# --- Hardening ---
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = ENVIRONMENT.behind_https_proxy
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_https_proxy else None
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^api/health$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-dealmecca"
    CSRF_COOKIE_NAME = "__Host-csrf"
else:
    SESSION_COOKIE_NAME = "dealmecca"
    CSRF_COOKIE_NAME = "dealmecca-csrf"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
# W342: a nullable one-to-one by design. W002: page addresses have no slash at their end. W004: email is unique
# by its lower case (constraint user_email_once), which the check does not see.
SILENCED_SYSTEM_CHECKS = ["fields.W342", "urls.W002", "auth.W004"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "stripe": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
