"""The default install works without Stripe, and never even imports its library."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

pytestmark = pytest.mark.once

CHECK = """
import sys, django
django.setup()
from django.test import Client
from django.core.management import call_command
from django.test.utils import setup_test_environment
from django.db import connection
setup_test_environment()
from dealmecca.accounts.models import User
from dealmecca.billing import jobs
dan = User.objects.create_user("dan@example.com", "x", name="Dan")
client = Client()
client.force_login(dan)
for path in ("/plans", "/plans/choose?tier=PRO", "/plans/cancel", "/team", "/"):
    assert client.get(path).status_code == 200, path
assert client.post("/plans/choose", {"tier": "TEAM", "seats": "2"}).status_code == 302
assert client.post("/team", {"name": "North sales"}).status_code == 302
assert client.post("/team", {"email": "eve@example.com"}).status_code == 302
assert client.post("/plans/cancel").status_code == 302
assert client.post("/plans/payment").status_code == 409
assert client.post("/billing/stripe/webhook", {}, content_type="application/json").status_code == 404
jobs.end_lapsed_subscriptions()
jobs.reconcile_with_provider()
call_command("check")
dan.refresh_from_db()
assert dan.subscription_tier == "TEAM" and dan.plan_until
print("stripe" in sys.modules)
"""


@pytest.mark.django_db(transaction=True)
def test_the_default_install_never_imports_stripe(tmp_path: Path) -> None:
    with connection.cursor() as cursor:  # an empty database with every table
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "plain.db")])
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DEALMECCA_")},
        "DEALMECCA_ENVIRONMENT": "test",
        "DJANGO_SETTINGS_MODULE": "dealmecca.config.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/plain.db",
    }
    found = subprocess.run([sys.executable, "-c", CHECK], env=environment, capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, found.stderr
    assert found.stdout.split()[-1] == "False"
