"""The WSGI application that granian (or any other server) runs."""

import os

from django.core.wsgi import get_wsgi_application

from dealmecca.lib.processes import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealmecca.config.settings")
application = get_wsgi_application()

if "SERVED_BY" in os.environ:  # `dealmecca serve` set it: without it, nobody would stop this process
    end_with_parent(int(os.environ["SERVED_BY"]))
