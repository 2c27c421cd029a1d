"""What an import would do, and the columns it reads that from."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dealmecca.accounts.models import User
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.field_policy import shown_value
from dealmecca.imports.engine.statements import ASSUMED
from dealmecca.imports.engine.targets import TARGETS
from dealmecca.imports.forms import CHOICES, MappingForm
from dealmecca.imports.models import Import, Kind, Mode, State
from dealmecca.imports.views.import_figures import figures, findings_context
from dealmecca.roster.vocabularies import DISCIPLINE, MARKET

SAMPLES = 3
TABS = (("created", "New"), ("updated", "Changed"), ("unchanged", "Unchanged"))
WAITING_TAB = ("waiting", "Waiting")
SHOWN_RANGES = 12


def preview_context(request: HttpRequest, item: Import, form: MappingForm, *, shown: str) -> dict[str, Any]:
    outcomes = item.tally.get("row_outcomes", {})
    tabs = (*TABS, WAITING_TAB) if item.tally.get("statements") else TABS
    shown = shown if shown in dict(tabs) else next((name for name, _ in tabs if outcomes.get(name)), "created")
    url = reverse("imports:import_page", args=[item.pk])
    sentences = [*form.non_field_errors()] or ([item.error] if item.error else [])
    columns = _columns(item, form)
    return {
        **findings_context(item),
        "has_preview": item.state == State.PREVIEWED and item.previewed is not None,
        "figures": figures(item.tally),
        "tabs": [
            {
                "label": label,
                "count": outcomes.get(name, 0),
                "url": f"{url}?show={name}",
                "is_current": name == shown,
            }
            for name, label in tabs
        ],
        "rows": [_row(viewer_of(request), example) for example in item.examples.get("rows", {}).get(shown, [])],
        "shown": shown,
        "row_numbers": _row_numbers(item.examples.get("ranges", {}).get(shown, [])),
        "apply_count": sum(outcomes.get(name, 0) for name in ("created", "updated", "waiting")),
        "assumed": _assumed(item),
        "columns": columns,
        "modes": Mode.choices,
        "chosen_mode": form["mode"].value() or item.mode,
        "used_count": sum(column["is_used"] for column in columns),
        "mapping_problem": " ".join(sentences),
    }


def _assumed(item: Import) -> list[str]:
    """ "Media" and "United States", where a file of pairs has no column that says otherwise."""
    if item.kind != Kind.PAIRS:
        return []
    given = set(item.mapping.values())
    vocabularies = {"discipline": DISCIPLINE, "market": MARKET}
    return [vocabularies[field].label(code) for field, code in ASSUMED.items() if f"account.{field}" not in given]


def _columns(item: Import, form: MappingForm) -> list[dict[str, Any]]:
    sample = item.shape.get("sample", [])
    columns = []
    for place, header in enumerate(item.mapping_in_order):
        bound = form[f"column-{place}"]
        cells = [row[place].strip() if place < len(row) else "" for row in sample]
        filled = [cell for cell in cells if cell]
        chosen = bound.value() or ""
        columns.append(
            {
                "name": header,
                "input_name": bound.html_name,
                "samples": [cell[:60] for cell in dict.fromkeys(filled)][:SAMPLES],
                "filled": 100 * len(filled) / len(cells) if cells else 0,
                "is_used": bool(chosen),
                "groups": _groups(chosen),
                "error": " ".join(str(error) for error in bound.errors),
            }
        )
    return columns


def _groups(chosen: str) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    groups = []
    for value, label in CHOICES:
        if isinstance(label, str):
            groups.append(("", [(value, label, value == chosen)]))
        else:
            groups.append((value, [(key, text, key == chosen) for key, text in label]))
    return groups


def _row(viewer: User, example: dict[str, Any]) -> dict[str, Any]:
    changes = [
        {
            "label": _label(change["field"]),
            "old": shown_value(viewer, "contact", change["field"], change["old"]),  # what was in the directory
            "new": change["new"],  # what they sent themselves
        }
        for change in example["changes"]
    ]
    return {"number": example["row"], "name": example["name"], "about": example.get("about", ""), "changes": changes}


def _label(field: str) -> str:
    plain = field.removesuffix("_text")
    known = TARGETS.get(f"contact.{plain}") or TARGETS.get(f"company.{plain}")
    return known.label if known else plain.replace("_", " ").capitalize()


def _row_numbers(ranges: list[list[int]]) -> str:
    """ "2–41, 43, 60–61" """
    words = [f"{first:,}" if first == last else f"{first:,}–{last:,}" for first, last in ranges[:SHOWN_RANGES]]
    return ", ".join(words) + (" …" if len(ranges) > SHOWN_RANGES else "")
