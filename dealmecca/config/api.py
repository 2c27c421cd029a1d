"""The JSON API, put together: its resources and who may call it.

Closed by default: every operation asks `ways_in`. Open to visitors on purpose, because they hold no data: the document
(openapi.json) and its reference page (docs).
"""

from dealmecca.billing.api import plans, usage
from dealmecca.billing.api_access import ways_in
from dealmecca.billing.metering import RequestsOfPlan
from dealmecca.crm.api import follow_ups, interactions, notes, pipeline, records
from dealmecca.directory.api import companies, contacts, origins, search
from dealmecca.events.api import answers as event_answers
from dealmecca.events.api import events
from dealmecca.events.api import suggestions as event_suggestions
from dealmecca.exports.api import router as exports
from dealmecca.following.api import router as follows
from dealmecca.forum.api import categories as forum_categories
from dealmecca.forum.api import comments as forum_comments
from dealmecca.forum.api import feeds as forum_feeds
from dealmecca.forum.api import found as forum_found
from dealmecca.forum.api import moderation as forum_moderation
from dealmecca.forum.api import own as forum_own
from dealmecca.forum.api import posts as forum_posts
from dealmecca.forum.api import searching as forum_searching
from dealmecca.forum.api import states as forum_states
from dealmecca.forum.api import tags as forum_tags
from dealmecca.imports.api import files, reviews
from dealmecca.imports.api import undoing as undone_imports
from dealmecca.imports.api import words as unknown_words
from dealmecca.lib.json_api import JsonApi
from dealmecca.notifications.api import router as notifications
from dealmecca.operations.api import router as analytics
from dealmecca.outlook.api import etiquette, planning
from dealmecca.quality.api import duplicates, evidence
from dealmecca.roster.api import duties, handlings, org_chart, partnerships, positions, teams, who
from dealmecca.saved.api import router as saved_searches
from dealmecca.web.api import me
from dealmecca.web.api_reference import ApiReference

DESCRIPTION = """\
People who plan and buy media, and the companies they work for.

**Signing in.** Send a key: `Authorization: Bearer dm_…`. Make one at `/settings/keys` or with `dealmecca keys create`;
its text is shown once. A key does what its owner may do, within its scopes: every GET needs `read`, everything else
`write`, files that leave need `export`. It stops with its owner's account, with a plan that has no API, when it is
revoked, and on the day it was made for. A request with a key ignores cookies and needs no CSRF token.

The API also takes the session of somebody who signed in on the pages. Then a write carries the CSRF token from the
cookie in the header `X-CSRFToken`.

**Lists** answer `items`, `nextCursor`, `count` and `facets`. Send `nextCursor` back as `cursor`, with everything else
unchanged, until it is null. Filters may be repeated: the values of one filter are alternatives, different filters must
all hold. An empty value counts as not given.

**Limits.** Each plan has requests an hour: `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` (seconds)
stand in every answer; past them come 429 and `Retry-After`. A search is paid before it runs and given back when it
fails or finds nothing; further pages, and the same search within ten minutes, are free. `X-Searches-Left` and
`X-Searches-Reset` say what remains of the month, and 402 that nothing does. `/api/v1/me/receipts` says what each cost.

**Refusals** are `application/problem+json` (RFC 9457), whatever refused. `errors` names each field or parameter.
A parameter or field that does not exist is refused, not ignored.

**Values.** Empty text answers null. Times are UTC in ISO 8601. Codes of industries, company types, employee ranges,
seniorities and departments are listed at the filters; labels and usual names are understood as well.
"""

api = JsonApi(
    title="DealMecca API",
    version="1",
    description=DESCRIPTION,
    servers=[{"url": "/"}],
    urls_namespace="api",
    auth=ways_in,
    throttle=RequestsOfPlan(),
    docs=ApiReference(),
    docs_url="/docs",
    openapi_url="/openapi.json",
)
api.add_router("/me", usage.router)
api.add_router("/contacts", contacts.router)
api.add_router("/contacts", positions.router)
api.add_router("", evidence.router)
api.add_router("", duplicates.router)
api.add_router("/companies", companies.router)
api.add_router("", origins.router)
api.add_router("/search", search.router)
api.add_router("/follows", follows)
api.add_router("/me", me.router)
api.add_router("/notifications", notifications)
api.add_router("/analytics", analytics)
api.add_router("/saved-searches", saved_searches)
api.add_router("/plans", plans.router)
api.add_router("/exports", exports)
api.add_router("/handlings", handlings.router)
api.add_router("/partnerships", partnerships.router)
api.add_router("/duties", duties.router)
api.add_router("/who", who.router)
api.add_router("/imports/review", reviews.router)  # before the imports, whose ids may be any word
api.add_router("/imports/values", unknown_words.router)
api.add_router("/imports", files.router)
api.add_router("/imports", undone_imports.router)
api.add_router("", org_chart.router)
api.add_router("/teams", teams.router)
api.add_router("", planning.router)
api.add_router("", etiquette.router)
api.add_router("/interactions", interactions.router)
api.add_router("/follow-ups", follow_ups.router)
api.add_router("/notes", notes.router)
api.add_router("/pipeline", pipeline.router)
api.add_router("/events", event_suggestions.router)  # before the events, whose ids may be any word
api.add_router("/events", event_answers.router)
api.add_router("/events", events.router)
api.add_router("", records.router)
api.add_router("/forum/posts", forum_posts.router)
api.add_router("/forum/posts", forum_states.router)
api.add_router("/forum/posts", forum_comments.of_posts)
api.add_router("/forum/comments", forum_comments.router)
api.add_router("/forum", forum_categories.router)
api.add_router("/forum", forum_tags.router)
api.add_router("/forum", forum_searching.router)
api.add_router("/forum", forum_own.router)
api.add_router("/forum", forum_moderation.router)
api.add_router("/forum", forum_found.router)
api.add_router("/forum", forum_feeds.router)
