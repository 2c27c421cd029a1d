"""Whoever asked not to be listed stays away: neither an import that comes back nor an old value brings them."""

from dealmecca.database.locks import lock_until_commit
from dealmecca.directory.actions.suppressions import LEDGER
from dealmecca.directory.queries.suppressions import has_suppressions, suppressed_among
from dealmecca.directory.suppressing import Address, addresses_in, record_address
from dealmecca.imports.undoing.images import MAIN
from dealmecca.imports.undoing.turning import Plan

ASKED = "it belongs to somebody who asked not to be listed"


def keep_out_unlisted(kind: str, plans: dict[str, Plan]) -> None:
    """Within the caller's transaction: until its end nobody adds to the ledger."""
    if kind != "contact":
        return
    lock_until_commit(LEDGER, shared=True)
    if not has_suppressions():
        return
    asked = {key: _addresses(plan) for key, plan in plans.items()}
    found = suppressed_among({address for of_plan in asked.values() for _, address in of_plan})
    for key, of_plan in asked.items():
        plan = plans[key]
        for field in [field for field, address in of_plan if address in found]:
            if plan.is_new:
                plan.inserts, plan.stays = {}, {"": ASKED}
            else:
                plan.own_changes(kind).pop(field, None)
                if field == "email":
                    plan.own_changes(kind).pop("email_key", None)
                plan.stays[field] = ASKED


def _addresses(plan: Plan) -> list[tuple[str, Address]]:
    """(field, address) of all that would come back."""
    own = plan.inserts.get(MAIN["contact"], {}).get(plan.record_id) or plan.own_changes("contact")
    ids = plan.inserts.get("directory.ExternalId", {}).values() if plan.is_new else ()
    return [*addresses_in(own).items(), *(("", record_address(row["source"], row["value"])) for row in ids)]
