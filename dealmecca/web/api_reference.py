"""The API's reference page, drawn on the server from its own document: no script, no other host."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

Document = dict[str, Any]


_MARKS = {"*": "strong", "`": "code"}


@dataclass(frozen=True)
class Span:
    """A piece of a paragraph; `kind` is text, strong or code."""

    kind: str
    text: str


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of a body or an answer. `type_anchor` leads to the shape of a nested one."""

    name: str
    type: str
    type_anchor: str
    about: str
    is_required: bool


@dataclass(frozen=True)
class Reply:
    status: str
    about: str
    shape: str


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    about: str
    parameters: list[Field]
    body_type: str
    body: list[Field]
    replies: list[Reply]
    example: str
    link: str


@dataclass(frozen=True)
class Shape:
    name: str
    about: str
    fields: list[Field]


class ApiReference(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **parts: Any) -> HttpResponse:
        """For visitors too: it holds no data."""
        document: Document = api.get_openapi_schema()
        shapes = document["components"]["schemas"]
        context = {
            "title": api.title,
            "introduction": _paragraphs(api.description),
            "document_url": reverse(f"{api.urls_namespace}:openapi-json"),
            "tags": _by_tag(document, request.build_absolute_uri("/").rstrip("/")),
            "shapes": [_shape(name, shape) for name, shape in sorted(shapes.items())],
        }
        return render(request, "web/api_reference.html", context)


def _by_tag(document: Document, host: str) -> dict[str, list[Operation]]:
    tags: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            tags.setdefault(operation["tags"][0], []).append(_operation(document, host, path, method, operation))
    return tags


def _operation(document: Document, host: str, path: str, method: str, operation: Document) -> Operation:
    body_type, schema = _content(operation.get("requestBody", {}))
    shape = _resolved(document, schema)
    parameters = [
        _field(one["name"], one["schema"], one["required"], one.get("description", ""))
        for one in operation["parameters"]
    ]
    is_list = method == "get" and "{" not in path
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=operation.get("description", ""),
        parameters=parameters,
        body_type=body_type,
        body=_fields(shape),
        replies=[_reply(status, reply) for status, reply in sorted(operation["responses"].items(), key=_by_status)],
        example=_example(host, path, method, body_type, shape),
        link=f"{path}?q=media&limit=2" if is_list else "",
    )


def _by_status(item: tuple[Any, Any]) -> int:
    return int(item[0])


def _reply(status: Any, reply: Document) -> Reply:
    _, schema = _content(reply)
    return Reply(str(status), reply["description"], _type(schema)[1])


def _content(part: Document) -> tuple[str, Document]:
    """The content type and the schema of a body or an answer; empty when it has none."""
    for content_type, content in part.get("content", {}).items():
        return content_type, content["schema"]
    return "", {}


def _shape(name: str, schema: Document) -> Shape:
    return Shape(name, schema.get("description", ""), _fields(schema))


def _fields(schema: Document) -> list[Field]:
    required = schema.get("required", [])
    return [
        _field(name, field, name in required, field.get("description", ""))
        for name, field in schema.get("properties", {}).items()
    ]


def _field(name: str, schema: Document, is_required: bool, about: str) -> Field:
    words, anchor = _type(schema)
    return Field(name, words, anchor, about, is_required)


def _type(schema: Document) -> tuple[str, str]:
    """A type in words, and the shape it leads to if it is one of ours."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return name, name
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            parts = [_type(one) for one in schema[several]]
            return " or ".join(dict.fromkeys(words for words, _ in parts)), next((to for _, to in parts if to), "")
    if "const" in schema or "enum" in schema:
        return " or ".join(str(value) for value in schema.get("enum", [schema.get("const")])), ""
    if schema.get("type") == "array":
        words, anchor = _type(schema.get("items", {}))
        return f"list of {words}", anchor
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        words, anchor = _type(schema["additionalProperties"])
        return f"object of {words}", anchor
    words = str(schema.get("format") or schema.get("type") or "anything")
    if "minimum" in schema and "maximum" in schema:
        words += f" {schema['minimum']} to {schema['maximum']}"
    if "maxLength" in schema:
        words += f", at most {schema['maxLength']:,} characters"
    return words, ""


def _resolved(document: Document, schema: Document) -> Document:
    shapes: Document = document["components"]["schemas"]
    return shapes[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _example(host: str, path: str, method: str, body_type: str, shape: Document) -> str:
    lines = [f"curl -b cookies.txt '{host}{re.sub('{.*?}', 'ID', path)}'"]
    if method != "get":
        lines += [f"-X {method.upper()}", '-H "X-CSRFToken: $TOKEN"']
    if body_type == "application/json":
        values = {name: field["examples"][0] for name, field in shape["properties"].items() if field.get("examples")}
        lines += [f"-H 'Content-Type: {body_type}'", f"-d '{json.dumps(values, ensure_ascii=False)}'"]
    elif body_type:
        lines.append("-F file=@people.csv")
    return " \\\n  ".join(lines)


def _paragraphs(text: str) -> list[list[Span]]:
    """The document's introduction: paragraphs of plain text, **strong** and `code`."""
    return [
        [
            Span(_MARKS.get(part[:1], "text"), part.strip("*`"))
            for part in re.split(r"(\*\*.+?\*\*|`.+?`)", paragraph)
            if part
        ]
        for paragraph in text.strip().split("\n\n")
    ]
