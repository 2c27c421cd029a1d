"""Is it alive, is it ready, is it healthy; the answers tell outsiders nothing else."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dealmecca.lib.json_api import answering

log = logging.getLogger(__name__)


def database_answers() -> bool:
    """Whether the database runs a query; the reason for a no goes to the log, never to the caller."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM companies WHERE id = ''")
    except (DatabaseError, OSError):
        log.exception("the database does not answer")
        return False
    return True


@answering
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """The specification's check: {"status": "healthy"} 200 or {"status": "unhealthy"} 500, without the error's text."""
    if database_answers():
        return JsonResponse({"status": "healthy"})
    return JsonResponse({"status": "unhealthy"}, status=500)


@answering
@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """The process runs; asks nothing else, so that a database restart does not restart us too."""
    return JsonResponse({"status": "alive"})


@answering
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Ready for requests: the database answers. 503 takes this process out of a load balancer's list."""
    if database_answers():
        return JsonResponse({"status": "ready"})
    return JsonResponse({"status": "not ready"}, status=503)
