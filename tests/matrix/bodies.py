"""What is sent with a write, where an empty body would be refused before anybody asks who may."""

from typing import Any

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/v1/duties"): {"category": "MEDIA_TYPE", "name": "Kites"},
    ("POST", "/api/v1/duties/{duty}/aliases"): {"text": "dirigibles"},
    ("POST", "/api/v1/duties/{duty}/merge"): {"into": "ctv"},
    ("POST", "/api/v1/imports"): {"file": "Name,Company\nMaren Oduya,Halden & Pike\n"},
    ("POST", "/follow-ups/{follow_up}/hand-over"): {"to": "{mate}"},
    ("POST", "/pipeline/{deal}/move"): {"status": "WON", "seen": "NEW"},
    ("POST", "/people/{contact}/lead-score"): {"score": "50"},
    ("POST", "/api/v1/interactions"): {"text": "called", "companyId": "{company_id}"},
    ("POST", "/api/v1/follow-ups"): {"text": "Call", "dueOn": "2027-01-31", "contactId": "{contact}"},
    ("POST", "/api/v1/notes"): {"text": "Likes jazz", "contactId": "{contact}"},
    ("POST", "/api/v1/pipeline"): {"contactId": "{contact}"},
    ("PATCH", "/api/v1/pipeline/{deal}"): {"status": "WON"},
    ("PUT", "/api/v1/contacts/{contact}/lead-score"): {"score": 50},
    ("POST", "/duties"): {"category": "MEDIA_TYPE", "name": "Kites"},
    ("POST", "/api/v1/me/keys"): {"name": "CRM", "scopes": ["read"]},
    ("POST", "/settings/sessions/end"): {"session": "{session}"},
}
