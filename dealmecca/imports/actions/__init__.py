"""Named writes of the imports: start, map, apply, cancel, resume; and the runs that do the work."""

from dealmecca.imports.actions.command_line import begin_command, run_command
from dealmecca.imports.actions.reviewing import Outcome, choose_record, create_record, leave_out, write_waiting_rows
from dealmecca.imports.actions.running import apply_import, preview_import
from dealmecca.imports.actions.starting import (
    cancel_import,
    change_mapping,
    forget_undecided_uploads,
    request_apply,
    resume_stalled_imports,
    start_import,
)
from dealmecca.imports.actions.undoing import (
    forget_old_images,
    forget_record,
    request_redo,
    request_undo,
    resume_stalled_undos,
    turn_import,
)
from dealmecca.imports.queries import read_report

__all__ = [
    "Outcome", "apply_import", "begin_command", "cancel_import", "change_mapping", "choose_record", "create_record",
    "forget_old_images", "forget_record", "forget_undecided_uploads", "leave_out", "preview_import", "read_report",
    "request_apply", "request_redo", "request_undo", "resume_stalled_imports", "resume_stalled_undos", "run_command",
    "start_import", "turn_import", "write_waiting_rows",
]  # fmt: skip
