"""Argon2id sized for a small machine."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallMachineArgon2(Argon2PasswordHasher):
    """OWASP's second choice: 19 MiB, 2 passes, 1 lane. Django's default takes 100 MiB a log-in, ten at once 1 GB."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
