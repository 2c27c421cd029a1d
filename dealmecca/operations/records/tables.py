"""Every table, by domain and in the product's words: open to admins, open for their own rows, or closed and why.

A table that is not named here is not browsable, and tests/operations/test_records.py fails with its name.
"""

from dealmecca.operations.records.rows import (
    Table,
    closed,
    of_imports,
    own,
    part_of,
    shared,
    that_stay,
    without_keys_of_others,
)

DOMAINS: dict[str, dict[str, Table]] = {
    "Companies and people": {
        "directory.company": shared("Companies", "name company_type industry city state parent verification_level"),
        "directory.companyalias": shared("Other names of companies", "name company"),
        "directory.companydomain": shared("Web domains of companies", "domain company"),
        "directory.contact": shared("People", "first_name last_name title company email verification_level"),
        "directory.position": shared("Jobs", "contact company title since until"),
        "directory.formertitle": shared("Former titles", "position title until"),
        "directory.move": shared("Moves", "contact moved_on recorded_at recorded_by undone_at"),
        "directory.formeremail": shared("Former email addresses", "contact email_key"),
        "directory.redirect": shared("Former addresses of records", "old_id old_slug contact company"),
        "directory.recordevidence": shared(
            "Evidence about records", "contact company kind field said_on expires_on outcome withdrawn_at",
            masked="user said_by employer", note="Who said it is told to nobody.",
        ),
        "directory.learntword": shared(
            "Words that were decided on", "text field value decided_at decided_by withdrawn_at"
        ),
        "directory.suppression": shared(
            "Who asked not to be listed", "kind reason added_at added_by lifted_at", masked="digest key_mark"
        ),
        "privacy.personlink": shared(
            "Links of people to their own record", "contact is_mailed made_by made_at expires_at revoked_at",
            masked="token_hash",
        ),
        "privacy.personwish": shared("What people asked of us", "contact kind asked_at decided_at is_granted"),
        "directory.externalid": shared("Ids elsewhere", "source value company contact"),
    },
    "Who handles what": {
        "roster.duty": shared("Duties", "name category slug merged_into created_at"),
        "roster.dutyword": shared("Words of duties", "text duty is_name"),
        "roster.dutymerge": shared("Merges of duties", "kept dropped merged_at merged_by undone_at"),
        "roster.handling": shared("Handlings", "contact account duty since until folded_into"),
        "roster.evidence": shared(
            "Evidence", "handling said how said_on outcome withdrawn_at", masked="user employer",
            note="Who said it is told to nobody.",
        ),
        "roster.partnership": shared("Partnerships", "agency advertiser discipline market is_aor since until"),
        "roster.team": shared("Teams of agencies", "name kind company account since until"),
        "roster.membership": shared("Members of teams", "team contact role duty since until"),
        "roster.reportingline": shared("Reporting lines", "contact position manager since until"),
        "roster.skip": own("Claims put off", "user handling week"),
    },
    "What to expect": {
        "outlook.planningdate": shared("Planning dates", "account kind label month day since until"),
        "outlook.planningreminder": own("Reminders of planning dates", "user planning_date weeks_ahead"),
        "outlook.planningnotice": own("Planning dates told", "user planning_date year opens_on"),
        "outlook.routingrule": shared("How to approach an account", "account agency start_with since until"),
        "outlook.calibration": shared("What past changes taught", "day usual_loss shift trust checked"),
    },
    "Files": {
        "imports.import": shared("Imports", "filename kind state actor rows_total created_at finished_at"),
        "imports.waitingname": shared("Names that wait", "text kind decision created_at decided_by"),
        "imports.waitingrow": shared("Rows that wait", "item number state reason"),
        "imports.importmark": closed(
            "Records of a run", "Two columns name a row, which Django's admin cannot address; a run clears them away."
        ),
        "imports.importundo": shared("Undone imports", "item actor direction returns_to seen total finished_at"),
        "imports.recordimage": shared("Kept to undo imports", "item undo record_kind record_id"),
        "imports.undostay": shared("What stayed", "undo record_kind record_id field reason"),
        "exports.export": own("Exports", "user kind file_format rows written started_at"),
    },
    "The forum": {
        "forum.category": shared("Categories", "name slug order is_active post_count"),
        "forum.post": shared("Posts", "title category author handle state created_at"),
        "forum.postslug": shared("Former addresses of posts", "slug post"),
        "forum.comment": shared("Comments", "post number author handle state created_at"),
        "forum.edit": shared("Former words", "post comment title at editor"),
        "forum.tag": shared("Tags", "name slug kind"),
        "forum.tagalias": shared("Other words for tags", "text tag"),
        "forum.posttag": shared("Tags of posts", "post tag source confidence is_rejected"),
        "forum.companymention": shared("Companies in posts", "post comment company source confidence is_rejected"),
        "forum.contactmention": shared("People in posts", "post comment contact source confidence is_rejected"),
        "forum.usermention": shared("Members in posts", "post comment user"),
        "forum.choice": shared("Choices of polls and lists", "post position text vote_count"),
        "forum.textline": shared("Texts that search finds", "n post comment"),
        "forum.moderationentry": shared("What moderators did", "post comment verb reason actor at undone_at"),
        "forum.flag": shared("Reports of posts", "post comment reason text decision created_at", masked="user"),
        "forum.unmasking": shared("Looks behind a handle", "post handle reason asked_by agreed_by agreed_at"),
        "forum.modelmonth": shared("What the language model was asked", "month tokens"),
        "forum.vote": own("Votes", "user post comment value"),
        "forum.choicevote": own("Votes in polls and lists", "user post choice"),
        "forum.bookmark": own("Kept posts", "user post created_at"),
        "forum.postfollow": own("Followed threads", "user post"),
        "forum.categoryfollow": own("Followed categories", "user category"),
        "forum.visit": own("Threads read", "user post viewed_on read_number"),
        "forum.draft": own("Drafts", "user about updated_at"),
        "forum.readerkey": own("Addresses for feed readers", "user created_at revoked_at", masked="token_digest"),
        "forum.hiddentag": own("Hidden tags", "user tag"),
        "forum.sealedauthor": closed(
            "Who stands behind a handle", "Two admins together learn it, one handle at a time, and the author is told."
        ),
    },
    "The seller's day": {
        "crm.interaction": own("Interactions", "user kind outcome happened_at company"),
        "crm.interactioncontact": part_of("interaction", "People of interactions", "interaction contact company"),
        "crm.followup": own("Follow-ups", "user text due_on contact company done_at"),
        "crm.note": own("Notes", "user text contact company created_at"),
        "crm.notechange": part_of("note", "Changes of notes", "note user what at"),
        "crm.deal": own("Pipeline", "user contact company status status_at"),
        "crm.dealchange": part_of("deal", "Steps of the pipeline", "deal user old new at"),
        "crm.leadscore": own("Lead scores", "user contact score override computed_at"),
        "crm.recordview": own("What was looked at", "user record_kind record_id day"),
        "saved.savedsearch": own("Saved searches", "user name kind alerts created_at", rows=that_stay),
        "saved.savedmatch": part_of("saved_search", "Matches of saved searches", "saved_search record_id"),
        "saved.savednews": part_of("saved_search", "News of saved searches", "saved_search record_id what told_at"),
        "following.follow": own("Follows", "user record_kind record_id followed_at"),
        "following.lastlook": own("Last looks at the feed", "seen_until new_since visit_at"),
    },
    "Events": {
        "events.event": shared(
            "Events", "title status starts_at time_zone city organiser attendee_count", masked="virtual_url"
        ),
        "events.eventcompany": shared("Companies at events", "event company presence"),
        "events.attendee": own(
            "Answers to events", "user event status visibility updated_at",
            rows=lambda rows, viewer: rows.filter(user=viewer.pk),
        ),
        "events.rating": own("Ratings of events", "user event overall networking content roi"),
        "events.roilog": own("What events were worth", "user event met_count lead_count cost"),
        "events.metperson": own("People met at events", "user event contact"),
        "events.suggestion": shared("Suggested events", "title starts_at state user decided_by"),
        "events.calendarfeed": own("Calendar addresses", "user created_at revoked_at", masked="token_digest"),
        "events.eventnotice": closed("Notices of events", "What is still to be told; emptied by a timed job."),
    },
    "Members": {
        "accounts.user": shared(
            "Members", "email name role subscription_tier is_active last_login created_at", masked="password"
        ),
        "accounts.salesteam": shared("Sales teams", "name created_at"),
        "accounts.impersonation": shared("Who looked as whom", "admin user reason began_at ended_at"),
        "accounts.apikey": own("Keys of the API", "user name prefix expires_at last_used_at", masked="secret_digest"),
        "account.emailaddress": shared("Email addresses", "email user verified primary"),
        "socialaccount.socialaccount": shared(
            "Linked accounts", "user provider last_login date_joined", masked="uid extra_data"
        ),
        "accounts.attempt": closed("Attempts", "Counts of tries under digests of addresses: nothing to be read."),
        "account.emailconfirmation": closed("Links that confirm an address", "Each row holds a link that works."),
        "mfa.authenticator": closed("Second factors", "Rows hold the secrets of apps, passkeys and recovery codes."),
        "usersessions.usersession": closed("Browsers", "Where somebody signed in is shown to themselves alone."),
        "sessions.session": closed("Sessions", "Whoever reads a session's key is signed in as somebody else."),
        "socialaccount.socialapp": closed(
            "Sign-in providers", "Set up by the environment; rows would hold their secrets."
        ),
        "socialaccount.socialtoken": closed("Tokens of providers", "Never stored; rows would open other sites."),
    },
    "Plans and money": {
        "billing.subscription": shared("Subscriptions", "user provider tier status seats current_period_end"),
        "billing.planrequest": shared("Requests for a plan", "user tier seats asked_at decided_by is_granted"),
        "billing.seatpool": shared("Seats of sales teams", "payer admin seats paid_until"),
        "billing.invitation": shared(
            "Invitations", "email team invited_by sent_at accepted_at revoked_at", masked="token_hash"
        ),
        "billing.billingevent": shared("Events of Stripe", "provider event_id kind happened_at received_at"),
        "billing.providerread": shared("Questions to Stripe", "asked_at"),
        "billing.providercheck": shared("Checks with Stripe", "checked_at"),
        "billing.usageentry": own("Receipts", "user unit amount reason what at"),
        "billing.usagecounter": own("Usage of this month", "user unit period used"),
        "billing.searchpass": own("Searches that are free again", "user paid_at gave_results"),
        "billing.requestwindow": own("Requests of this hour", "started_at count"),
    },
    "What members are told": {
        "notifications.notification": own("Notifications", "user kind sentence created_at read_at"),
        "notifications.preference": own("What members choose to be told", "user kind in_app mail"),
        "notifications.digest": own("Digests", "user cadence day is_sent"),
        "notifications.mail": shared(
            "Mails", "user address kind tries created_at sent_at failed_at",
            masked="key subject text html headers",
            note="Envelopes, without those that tell of somebody's work.",
        ),
    },
    "How it runs": {
        "quality.duplicatepair": shared("Duplicates", "record_kind a_id b_id label confidence state decided_by"),
        "quality.duplicatepass": shared("Looks for duplicates", "ran_at people companies found"),
        "quality.matchingweights": shared("Weights of matching", "applied_at applied_by decisions again"),
        "quality.recordmerge": closed("Merged records", "Each row holds what moved, what members keep among it."),
        "quality.qualitysnapshot": shared("Data quality by week", "week taken_at"),
        "history.change": shared(
            "History", "record_kind record_id verb actor door at", rows=without_keys_of_others,
            note="Without the keys of the API that others made.",
        ),
        "django_tasks_database.dbtaskresult": shared(
            "Background jobs", "task_path status enqueued_at started_at finished_at", rows=of_imports,
            note="Those of imports.",
        ),
        "search.contactline": shared("Search lines of people", "record_id sort_name lead_score changed_at"),
        "search.companyline": shared("Search lines of companies", "record_id sort_name lead_score changed_at"),
        "search.facetterm": shared("Values of facets", "facet key label"),
        "search.spelling": shared("Words for slips of the pen", "shorter word"),
        "accounts.sharedcache": closed("Shared cache", "Counts of the sign-in library, as bytes."),
        "admin.logentry": closed("Log of Django's admin", "Nothing is written here, so it stays empty: see History."),
        "auth.group": closed("Groups", "Django's own; here a role says what somebody may do."),
        "auth.permission": closed("Permissions", "Django's own; here a role says what somebody may do."),
        "contenttypes.contenttype": closed("Content types", "Django's own list of tables."),
    },
}  # fmt: skip
TABLES: dict[str, Table] = {label: table for tables in DOMAINS.values() for label, table in tables.items()}

# Those that are called by their names beside other rows: what their text says costs no further query.
NAMED = ("accounts.user", "accounts.salesteam", "directory.company", "directory.contact", "roster.duty")

# Where DealMecca shows the same record, and lets it be changed by its own rules: the address, and what stands in it.
PAGES: dict[str, tuple[str, str]] = {
    "directory.company": ("web:company_page", "slug"),
    "directory.contact": ("web:contact_page", "pk"),
    "directory.position": ("web:contact_page", "contact_id"),
    "directory.move": ("web:contact_page", "contact_id"),
    "roster.duty": ("roster:duty_page", "slug"),
    "roster.handling": ("web:contact_page", "contact_id"),
    "roster.reportingline": ("web:contact_page", "contact_id"),
    "roster.team": ("roster:team_page", "pk"),
    "roster.membership": ("roster:team_page", "team_id"),
    "events.event": ("web:event_page", "slug"),
    "imports.import": ("imports:import_page", "pk"),
    "imports.waitingname": ("imports:review_page", "pk"),
    "imports.waitingrow": ("imports:import_page", "item_id"),
}
