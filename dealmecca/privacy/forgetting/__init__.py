"""Forgetting somebody: where each part of DealMecca keeps something of people, and what is left of it.

A new table with something of people in it is named in one of these files; tests/privacy/test_erasing.py fills all
tables, erases, and fails with the name of a column in which the person still stands.
"""

from collections.abc import Callable

from dealmecca.privacy.forgetting import directory, files, forum, own, roster, selling, texts
from dealmecca.privacy.forgetting.person import Person

# In this order: texts everywhere come last, when what belongs to the person alone is gone already.
FORGETTERS: tuple[Callable[[Person], None], ...] = (
    directory.forget_record,
    roster.forget_duties,
    roster.forget_etiquette,
    selling.forget_work,
    selling.forget_watching,
    selling.forget_notices,
    forum.forget_mentions,
    own.forget_requests,
    own.forget_undoing,
    files.forget_waiting_rows,
    texts.forget_everywhere,
)

# After the commit: what is no row.
AFTERWARDS: tuple[Callable[[Person], None], ...] = (files.forget_files,)
