"""What is sent with a write, where an empty body would be refused before anybody asks who may."""

from typing import Any

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/v1/duties"): {"category": "MEDIA_TYPE", "name": "Kites"},
    ("POST", "/api/v1/duties/{duty}/aliases"): {"text": "dirigibles"},
    ("POST", "/api/v1/duties/{duty}/merge"): {"into": "ctv"},
    ("POST", "/api/v1/imports"): {"file": "Name,Company\nMaren Oduya,Halden & Pike\n"},
    ("POST", "/follow-ups/{follow_up}/hand-over"): {"to": "{mate}"},
    ("POST", "/duties"): {"category": "MEDIA_TYPE", "name": "Kites"},
    ("POST", "/settings/sessions/end"): {"session": "{session}"},
}
