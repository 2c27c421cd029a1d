"""What an operator may set: every typo is an error that names it, and production needs a real key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dealmecca.config.environment import ConfigurationError, read_environment, refuse_unknown_names, variable_names

GOOD_KEY = "qX7v-LmN2pR8sT4uW6yZ0aB3cD5eF9gH1iJkOPQrSTUvwxyz_12345"


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in variable_names():
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    "name", ["DATABSE_URL", "DATABASE_URI", "DIRECT_ULR", "DEALMECCA_SECRT_KEY", "dealmecca_secret_key"]
)
def test_a_typo_in_a_name_is_an_error_that_names_it(name: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        refuse_unknown_names([name])


def test_other_programs_variables_are_left_alone() -> None:
    refuse_unknown_names(["PATH", "TEST_DATABASE_URL", "DATABASE_HOST", "HOME"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEALMECCA_ENVIRONMENT", "prodution"),
        ("DEALMECCA_LOG_LEVEL", "LOUD"),
        ("DEALMECCA_DATABASE_POOL_SIZE", "many"),
        ("DEALMECCA_DATABASE_POOL_SIZE", "0"),
        ("DEALMECCA_TIME_ZONE", "Europe/Madird"),
        ("DEALMECCA_EMAIL_URL", "stmp://mail.example.com"),
        ("DEALMECCA_EMAIL_URL", "smtp://mail.example.com:smtp"),
        ("DEALMECCA_ALLOWED_HOSTS", "https://deals.example.com"),
        ("DEALMECCA_ALLOWED_HOSTS", "deals.example.com:443"),
        ("DEALMECCA_ALLOWED_HOSTS", "*"),
    ],
)
def test_a_typo_in_a_value_is_an_error_that_names_it(clean: pytest.MonkeyPatch, name: str, value: str) -> None:
    clean.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name):
        read_environment(env_file="")


def test_a_password_in_a_wrong_address_is_not_told(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("DEALMECCA_EMAIL_URL", "stmp://ana:s3cret@mail.example.com")
    with pytest.raises(ConfigurationError) as refusal:
        read_environment(env_file="")
    assert "s3cret" not in str(refusal.value)


def test_an_unknown_name_in_the_env_file_is_an_error(clean: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DEALMECCA_LOG_LEVL=DEBUG\n")
    with pytest.raises(ConfigurationError, match="(?i)log_levl"):
        read_environment(env_file=str(file))


@pytest.mark.parametrize("key", ["", "short", "a" * 80, "development-only-key-that-production-refuses-to-start-with"])
def test_production_refuses_to_start_without_a_real_key(clean: pytest.MonkeyPatch, key: str) -> None:
    clean.setenv("DEALMECCA_ENVIRONMENT", "production")
    clean.setenv("DEALMECCA_ALLOWED_HOSTS", "deals.example.com")
    clean.setenv("DEALMECCA_SECRET_KEY", key)
    with pytest.raises(ConfigurationError, match="DEALMECCA_SECRET_KEY"):
        read_environment(env_file="")
    clean.setenv("DEALMECCA_SECRET_KEY", GOOD_KEY)
    assert read_environment(env_file="").secret_key == GOOD_KEY


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEALMECCA_SECRET_KEY", ""),
        ("DATABASE_URL", "mysql://u:p@host/x"),
        ("DIRECT_URL", "postgresql://host/x?sslmode=requrie"),
    ],
)
def test_the_command_says_it_in_one_sentence_without_a_traceback(tmp_path: Path, name: str, value: str) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DEALMECCA_ENVIRONMENT": "production",
        "DEALMECCA_SECRET_KEY": GOOD_KEY,
        "DEALMECCA_ALLOWED_HOSTS": "deals.example.com",
        name: value,
    }
    run = subprocess.run(
        [sys.executable, "-m", "dealmecca", "check"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode != 0
    assert name in run.stderr
    assert "Traceback" not in run.stderr


def test_the_example_file_documents_every_name() -> None:
    text = (Path(__file__).parents[2] / ".env.example").read_text()
    assert [name for name in variable_names() if name not in text] == []


def test_stripe_needs_its_settings_and_its_secrets_are_not_told(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("DEALMECCA_BILLING", "stripe")
    clean.setenv("DEALMECCA_STRIPE_SECRET_KEY", "sk_live_s3cret")
    with pytest.raises(ConfigurationError, match="DEALMECCA_STRIPE_WEBHOOK_SECRET, DEALMECCA_STRIPE_PRICE_PRO") as told:
        read_environment(env_file="")
    assert "s3cret" not in str(told.value)
    for name in ("WEBHOOK_SECRET", "PRICE_PRO", "PRICE_TEAM"):
        clean.setenv(f"DEALMECCA_STRIPE_{name}", "new, old")
    assert read_environment(env_file="").prices_of_pro == ["new", "old"]


def test_a_language_model_needs_an_address_and_a_name(clean: pytest.MonkeyPatch) -> None:
    clean.setenv("DEALMECCA_MODEL_URL", "https://models.example.com/v1/")
    with pytest.raises(ConfigurationError, match="DEALMECCA_MODEL_URL and DEALMECCA_MODEL_NAME go together"):
        read_environment(env_file="")
    clean.setenv("DEALMECCA_MODEL_NAME", "small-1")
    assert read_environment(env_file="").model_url == "https://models.example.com/v1"
    clean.setenv("DEALMECCA_MODEL_KEY", "s3cret\r\nHost: x")
    with pytest.raises(ConfigurationError, match="DEALMECCA_MODEL_KEY") as told:
        read_environment(env_file="")
    assert "s3cret" not in str(told.value)


@pytest.mark.parametrize(
    ("url", "starts"),
    [
        ("http://models.example.com", False),
        ("https://models.example.com", True),
        ("http://127.0.0.1:8080/v1", True),
        ("ftp://models.example.com", False),
    ],
)
def test_posts_leave_a_production_server_encrypted(clean: pytest.MonkeyPatch, url: str, starts: bool) -> None:
    settings = {"ENVIRONMENT": "production", "SECRET_KEY": GOOD_KEY, "ALLOWED_HOSTS": "a.example", "MODEL_NAME": "m"}
    for name, value in {**settings, "MODEL_URL": url}.items():
        clean.setenv(f"DEALMECCA_{name}", value)
    if starts:
        assert read_environment(env_file="").model_url == url
    else:
        with pytest.raises(ConfigurationError, match="DEALMECCA_MODEL_URL"):
            read_environment(env_file="")
