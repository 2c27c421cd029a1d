"""Every timed job on one page: what the worker does on a clock, besides what people ask for.

Each may run in several workers at once and twice in a row: it asks the database whether there is anything to do.
"""

from typing import NamedTuple


class Timed(NamedTuple):
    every_seconds: int
    job: str  # the path of a function without arguments
    why: str
    lane: str = "rest"  # the jobs of a lane run one after another; lanes do not wait for each other


TIMED_JOBS = (
    Timed(1, "dealmecca.notifications.jobs.send_waiting_mails", "mail leaves the outbox at once", lane="mail"),
    Timed(3_600, "dealmecca.notifications.jobs.forget_old_mails", "the outbox stays small"),
    Timed(120, "dealmecca.web.digests.send_due_digests", "digests come at eight in each member's own morning"),
    Timed(30, "dealmecca.imports.jobs.resume_stalled_imports", "an import goes on although its worker was killed"),
    Timed(3_600, "dealmecca.imports.jobs.forget_undecided_uploads", "files that nobody imported do not lie around"),
    Timed(600, "dealmecca.directory.jobs.settle_left_over_words", "no record keeps a word that was learnt meanwhile"),
    Timed(3_600, "dealmecca.accounts.jobs.forget_old_attempts", "counts of wrong tries that are over need no row"),
    Timed(20, "dealmecca.crm.jobs.remind_of_follow_ups", "members hear of what is due, once"),
    Timed(3_600, "dealmecca.crm.jobs.compute_old_lead_scores", "scores follow the record and the calendar"),
    Timed(3_600, "dealmecca.crm.jobs.forget_what_is_over", "deleted is deleted after a day, views after 90"),
    Timed(3_600, "dealmecca.operations.queue.forget_old_tasks", "the queue stays small"),
    Timed(60, "dealmecca.events.jobs.pass_offers_on", "seats nobody took, or of closed accounts, pass on"),
    Timed(30, "dealmecca.events.jobs.tell_changes_of_events", "who goes hears of another time or place, once"),
    Timed(300, "dealmecca.events.jobs.remind_of_tomorrows_events", "who goes is reminded the day before, once"),
    Timed(3_600, "dealmecca.events.jobs.forget_what_is_over", "deleted events are gone after a week"),
    Timed(60, "dealmecca.forum.jobs.read_left_over_posts", "posts whose job was lost are read by the machine, too"),
    Timed(900, "dealmecca.outlook.jobs.notice_planning_dates", "members hear of planning dates ahead, once a year"),
    Timed(3_600, "dealmecca.outlook.jobs.learn_from_the_past", "chances of a change rest on what accounts did, daily"),
    Timed(3_600, "dealmecca.billing.jobs.forget_old_search_passes", "searches that are free no more need no row"),
    Timed(60, "dealmecca.billing.jobs.end_lapsed_subscriptions", "a plan whose time is up ends without an event"),
    Timed(3_600, "dealmecca.billing.jobs.reconcile_with_provider", "payments are asked for daily, events or not"),
    Timed(300, "dealmecca.saved.jobs.tell_saved_searches", "members hear what is new on their saved searches"),
    Timed(3_600, "dealmecca.saved.jobs.forget_old_searches", "what was deleted or told long ago does not lie around"),
    Timed(3_600, "dealmecca.quality.jobs.take_snapshot_of_the_week", "the trend of data quality has a figure a week"),
    Timed(3_600, "dealmecca.privacy.jobs.forget_old_links", "links of people to their own record do not lie around"),
    Timed(
        300, "dealmecca.quality.jobs.look_for_duplicates", "pairs wait in the queue after an import", lane="duplicates"
    ),
    Timed(3_600, "dealmecca.forum.jobs.forget_old_drafts", "what nobody went on writing for 90 days goes"),
    Timed(600, "dealmecca.forum.jobs.tell_unmasked", "whose handle two admins looked behind hears of it, once"),
    Timed(
        30, "dealmecca.operations.queue.run_orphaned_tasks_again", "what a killed worker had in hand is done by another"
    ),
)
