"""django-ninja with one error shape, a refusal of what an operation does not declare, and a document that says so."""

import json
import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.parser import Parser

from dealmecca.lib.problems import CONTENT_TYPE, BadValues, Problem, problem, problem_of

View = Callable[..., HttpResponse]

CHALLENGE = 'Bearer realm="DealMecca", Session realm="DealMecca"'
_SENTENCES = {
    "missing": "This is required.",
    "extra_forbidden": "There is no such field.",
    "string_type": "This must be text.",
    "string_unicode": "This holds characters that are no text.",
    "string_pattern_mismatch": "There is no such id.",
    "list_type": "This must be a list.",
    "model_type": "This must be a JSON object.",
    "model_attributes_type": "This must be a JSON object.",
    "dict_type": "This must be a JSON object.",
}
_STATUSES = {
    400: "The request cannot be read, or a value or a parameter cannot be accepted",
    401: "Nobody is signed in, or the key does not work",
    402: "The searches or exported rows of the month are used up",
    403: "The caller may not do this, the key lacks the scope, or the CSRF token is missing",
    404: "There is nothing at this address",
    409: "The present state of the data forbids it",
    410: "This person asked not to be listed",
    413: "The body is too large",
    415: "The body has another content type than this operation takes",
    429: "More requests in an hour than the plan allows; Retry-After says when to come back",
    500: "Something went wrong on our side",
}


class JsonApi(NinjaAPI):
    """NinjaAPI whose every answer from 400 up is a problem, whatever part of Django or ninja refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(parser=_JsonParser(), **options)
        self._documents: dict[str, OpenAPISchema] = {}
        self.add_decorator(_declared_parameters_only, mode="operation")

    @property
    def urls(self) -> Any:
        patterns, app_name, namespace = super().urls
        for pattern in patterns:
            assert isinstance(pattern, URLPattern)
            is_resource = not str(pattern.name).startswith("openapi-")
            pattern.callback = answering(pattern.callback if is_resource else require_safe(pattern.callback))
        patterns.append(re_path(r"", nothing_here, name="nothing"))
        return patterns, app_name, namespace

    def set_default_exception_handlers(self) -> None:
        self.add_exception_handler(Exception, _refuse)  # type: ignore[arg-type]  # it gets errors, not their types

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """ninja's document, with the refusals of every operation. Made once: it takes a quarter of a second."""
        root = self.get_root_path({})
        if root not in self._documents:
            self._documents[root] = _with_refusals(super().get_openapi_schema(**options))
        return self._documents[root]


class _JsonParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        """Raises HttpError; ninja wraps it in one of its own, which `_refuse` takes off again."""
        if not re.fullmatch(r"application/([\w.-]+\+)?json", request.content_type or ""):
            raise HttpError(415, "Send the body as application/json.")
        try:
            return json.loads(request.body)
        except (ValueError, RecursionError) as error:
            at = f" at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            raise HttpError(400, f"The body is no JSON that can be read{at}.") from None


def _refuse(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, ValidationError):
        return problem_of(request, BadValues([_field_and_sentence(one) for one in error.errors]))
    if isinstance(error, AuthenticationError):
        response = problem(request, 401, "Sign in first.")
        response.headers["WWW-Authenticate"] = CHALLENGE
        return response
    if isinstance(error, HttpError):
        cause = error.__cause__ if isinstance(error.__cause__, HttpError) else error
        response = problem(request, cause.status_code, str(cause))
        if cause.status_code == 401:
            response.headers["WWW-Authenticate"] = CHALLENGE
        return response
    return problem_of(request, error)


def _field_and_sentence(error: dict[str, Any]) -> tuple[str, str]:
    """From pydantic's ("body", "values", "aliases", 2) to "aliases.2"."""
    source, _, *inside = (str(part) for part in (*error["loc"], "")[: len(error["loc"]) + 1])
    field = ".".join(inside[:-1]) or ("" if source == "body" else str(error["loc"][-1]))
    limit = (error.get("ctx") or {}).get("max_length")
    if limit:
        return field, f"At most {limit} {'entries' if error['type'] == 'too_long' else 'characters'}."
    return field, _SENTENCES.get(error["type"], f"{error['msg']}.")


def _declared_parameters_only(view: View) -> View:
    """Refuse a query parameter that the operation does not have, after asking who calls."""
    operation: Operation = view._ninja_operation  # type: ignore[attr-defined]
    known = _parameter_names(operation)

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **values: Any) -> Any:
        unknown = [name for name in request.GET if name not in known]
        if unknown:
            raise BadValues([(name, _no_such_parameter(name, known)) for name in unknown[:20]])
        return view(request, *args, **values)

    return checked


def _parameter_names(operation: Operation) -> list[str]:
    extra = (operation.openapi_extra or {}).get("parameters", [])
    declared = [
        field.alias or name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name, field in model.model_fields.items()
    ]
    return [*declared, *(parameter["name"] for parameter in extra if parameter["in"] == "query")]


def _no_such_parameter(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return f"There is no such parameter here. Did you mean {near[0]}?"
    return f"There is no such parameter here. Known are {', '.join(known)}." if known else "This takes no parameters."


def answering(view: View) -> View:
    """Every way out of a view is JSON: HEAD, what ninja and Django answer by themselves, what they raise."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        try:
            if any("\0" in str(part) for part in parts.values()):
                raise Http404
            response = view(request, *args, **parts)
        except Exception as error:
            response = _refuse(request, error)
        if response.status_code >= 400 and "json" not in response.headers.get("Content-Type", ""):
            response = _as_problem(request, response)
        response.headers.setdefault("Cache-Control", "private, no-store")
        if is_head:
            request.method = "HEAD"
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # whoever uses a cookie is checked by the authentication
    answer.policy = "visitors"  # type: ignore[attr-defined]  # 401 from us, not a redirect to the sign-in page
    return answer


@answering
def nothing_here(request: HttpRequest) -> HttpResponse:
    """404 for every method, as a problem."""
    raise Http404


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    allowed = response.headers.get("Allow")
    detail = f"This address takes {allowed}." if allowed else "This cannot be answered."
    translated = problem(request, response.status_code, detail)
    if allowed:
        translated.headers["Allow"] = allowed
    return translated


def _with_refusals(document: OpenAPISchema) -> OpenAPISchema:
    definition = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"] |= {**definition.pop("$defs"), "Problem": definition}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            operation["responses"] |= _refusals(path, method, is_metered="x-metered" in operation)
    return document


def _refusals(path: str, method: str, *, is_metered: bool) -> dict[int, Any]:
    statuses = {400, 401, 429, 500}
    if method != "get":
        statuses |= {403, 409}
    if "{" in path:
        statuses.add(404)
    if "{contact_id}" in path:
        statuses.add(410)
    if is_metered:
        statuses.add(402)
    if method in ("post", "patch", "put"):
        statuses |= {413, 415}
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _STATUSES[status], "content": content} for status in sorted(statuses)}
