"""The one shape of an error answer, RFC 9457's application/problem+json, and which error becomes which answer."""

import json
import logging
from collections.abc import Iterable, Sequence
from http import HTTPStatus

from django.core import signals
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    BadRequest,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from dealmecca.lib.conflicts import Conflict
from dealmecca.lib.missing import Gone
from dealmecca.lib.refusals import Refusal

CONTENT_TYPE = "application/problem+json"
LONGEST_ECHO = 500

log = logging.getLogger(__name__)


class FieldProblem(BaseModel):
    field: str
    message: str


class Problem(BaseModel):
    """Every answer from 400 up has this shape."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Bad Request",
                    "status": 400,
                    "detail": "limit: “500” is no whole number from 1 to 100.",
                    "instance": "/api/v1/contacts",
                    "errors": [{"field": "limit", "message": "“500” is no whole number from 1 to 100."}],
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldProblem]


class BadValues(Exception):
    """Values that cannot be accepted: (field, sentence) pairs, field "" for the whole."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(fields)
        self.fields = fields


def problem(request: HttpRequest, status: int, detail: str, fields: Iterable[tuple[str, str]] = ()) -> HttpResponse:
    """The answer for a request that failed; `fields` are (field, sentence) pairs where a field is to blame."""
    body = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=_printable(detail),
        instance=request.path,
        errors=[FieldProblem(field=_printable(field), message=_printable(sentence)) for field, sentence in fields],
    )
    # json.dumps writes ASCII, so that whatever somebody sent can be named in the answer.
    response = HttpResponse(json.dumps(body.model_dump()), status=status, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def problem_of(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer for an exception. What nobody foresaw is logged, and answers 500 without a detail of it."""
    match error:
        case BadValues():
            return _bad_values(request, error.fields)
        case ValidationError():
            return _bad_values(request, _fields_of(error))
        case PermissionDenied():
            return problem(request, 403, str(error) or "You may not do this.")
        case Gone():
            return problem(request, 410, str(error))
        case Http404() | ObjectDoesNotExist():
            return problem(request, 404, "There is nothing at this address that you can see.")
        case Conflict():
            return problem(request, 409, str(error))
        case Refusal():
            response = problem(request, error.status, str(error))
            for name, value in error.headers.items():
                response.headers[name] = value
            return response
        case IntegrityError():
            log.warning("a write met another one: %s", error)
            return problem(request, 409, "Somebody changed this at the same moment. Read it again, then try again.")
        case RawPostDataException():
            return problem(request, 415, "Send the body as application/json.")
        case RequestDataTooBig():
            return problem(request, 413, "The body is larger than this address takes.")
        case BadRequest() | SuspiciousOperation() | MultiPartParserError() | UnreadablePostError():
            return problem(request, 400, "The request cannot be read.")
        case OperationalError() | InterfaceError():
            log.exception("the database did not answer", exc_info=error)
            response = problem(request, 503, "The database is busy. Try again in a moment.")
            response.headers["Retry-After"] = "2"
            return response
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    signals.got_request_exception.send(sender=None, request=request)  # error reporters and test clients listen to it
    return problem(request, 500, "Something went wrong on our side. It has been written down.")


def _bad_values(request: HttpRequest, fields: Sequence[tuple[str, str]]) -> HttpResponse:
    if len(fields) == 1:
        field, sentence = fields[0]
        return problem(request, 400, f"{field}: {sentence}" if field else sentence, fields)
    return problem(request, 400, f"{len(fields)} values cannot be accepted; errors says which and why.", fields)


def _fields_of(error: ValidationError) -> list[tuple[str, str]]:
    """Model field names become the API's."""
    if not hasattr(error, "error_dict"):
        return [("", sentence) for sentence in error.messages]
    return [
        ("" if name == NON_FIELD_ERRORS else to_camel(name), sentence)
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    ]


def _printable(text: str) -> str:
    """Text that every reader of JSON can take, without the half characters a hostile client may send."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return whole if len(whole) <= LONGEST_ECHO else f"{whole[:LONGEST_ECHO]}…"
