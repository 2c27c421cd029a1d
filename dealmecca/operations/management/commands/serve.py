"""`dealmecca serve`: the web server, and one background worker beside it."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

APPLICATION = "dealmecca.config.wsgi:application"
THREADS = 4
SECONDS_TO_STOP = 10
RESTART_SECONDS = 3


class Command(BaseCommand):
    help = "Serves the site with granian, and runs one background worker; both stop together."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-worker", action="store_true", help="run `dealmecca worker` yourself")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _refuse_taken_port(host, port)
        connections.close_all()  # the processes to come open their own
        background = None if options["no_worker"] else _Background()
        os.environ["SERVED_BY"] = str(os.getpid())  # config/wsgi.py: the process that answers ends with this one
        threading.Thread(target=self._announce, args=(host, port), daemon=True).start()
        server = Granian(
            APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            websockets=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=SECONDS_TO_STOP,
        )
        try:
            if background:
                server.on_startup(background.start)
            server.serve()
        finally:
            if background:
                background.stop()

    def _announce(self, host: str, port: int) -> None:
        """Says the address once somebody answers there."""
        while True:
            with suppress(OSError), closing(socket.create_connection((_reachable(host), port), timeout=1)):
                shown = f"[{host}]" if ":" in host else host
                self.stdout.write(f"DealMecca listens at http://{shown}:{port}")
                self.stdout.flush()
                return
            time.sleep(0.1)


class _Background:
    """`dealmecca worker` as a child that is started again when it dies, and ends with us, however we end."""

    def __init__(self) -> None:
        self.is_stopping = False
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        threading.Thread(target=self._keep_running, daemon=True).start()

    def stop(self) -> None:
        self.is_stopping = True
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def _keep_running(self) -> None:
        while not self.is_stopping:
            command = [sys.executable, "-m", "dealmecca", "worker", "--with-parent", str(os.getpid())]
            self.process = subprocess.Popen(command, env=os.environ, start_new_session=True)
            self.process.wait()
            if not self.is_stopping:
                time.sleep(RESTART_SECONDS)


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"{host}:{port} cannot be used: {error.strerror}. Choose another with --port.") from None


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
