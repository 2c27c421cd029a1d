"""The answer to a question in words, as JSON."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.billing.metering import asked_in_words, searching
from dealmecca.lib.query_values import yes_or_no
from dealmecca.roster.api.parameters import RosterReader, as_of, parameter
from dealmecca.roster.queries.answers import answer_question
from dealmecca.roster.schemas.answers import WhoAnswer, who_answer

router = Router(tags=["Handlings"], by_alias=True)


@router.get(
    "",
    response=WhoAnswer,
    operation_id="askWho",
    summary="Ask who handles what",
    openapi_extra={
        "parameters": [
            parameter(
                "q",
                {"type": "string", "maxLength": 300, "examples": ["who plans CTV for Kestrel Cola?"]},
                "The question, in any words.",
                required=True,
            ),
            as_of("The day asked about, unless the words name one; today when left out."),
            parameter("exact", {"type": "boolean"}, "Take every word as it was typed."),
        ],
        "x-metered": True,
    },
)
def ask_who(request: HttpRequest) -> WhoAnswer:
    """What the words were taken for, the one person to talk to if there is one, and who else fits."""
    viewer = viewer_of(request)
    if "q" not in request.GET:
        raise ValidationError({"q": ["Say what to look for."]})
    asked = RosterReader(request.GET, viewer)
    text, day, exact = asked.words("q"), asked.day("asOf"), asked.one("exact", yes_or_no)
    asked.check()
    with searching(request, asked_in_words(text) if text.strip() else None) as receipt:
        answer = answer_question(viewer=viewer, text=text, day=day, exact=bool(exact))
        receipt.found(len(answer.claims))
    return who_answer(answer)
