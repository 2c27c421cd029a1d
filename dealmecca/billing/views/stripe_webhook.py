"""Where Stripe tells us that something happened. What it signed is worked through; 5xx asks it to send it again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.billing.actions.events import receive_event
from dealmecca.billing.models import ProviderName
from dealmecca.billing.providers import EventRefused, provider_named


@csrf_exempt  # its signature says who sends it
@require_POST
@open_to(Policy.VISITORS)
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """200 once the event and its work are written, 400 for what Stripe did not sign, 404 where Stripe is not in use."""
    if not settings.STRIPE_WEBHOOK_SECRET:
        return HttpResponse(status=404)
    provider = provider_named(ProviderName.STRIPE)
    try:
        event = provider.parse_event(body=request.body, signature=request.headers.get("Stripe-Signature", ""))
    except EventRefused:
        return HttpResponse("This is not signed by Stripe, or too old.", content_type="text/plain", status=400)
    receive_event(provider=provider, event=event)
    return HttpResponse(status=200)
