"""Named writes of the imports: start, map, apply, cancel, resume; and the runs that do the work."""

from dealmecca.imports.actions.command_line import begin_command, run_command
from dealmecca.imports.actions.running import apply_import, preview_import
from dealmecca.imports.actions.starting import (
    cancel_import,
    change_mapping,
    forget_undecided_uploads,
    request_apply,
    resume_stalled_imports,
    start_import,
)
from dealmecca.imports.queries import read_report

__all__ = [
    "apply_import", "begin_command", "cancel_import", "change_mapping", "forget_undecided_uploads", "preview_import",
    "read_report", "request_apply", "resume_stalled_imports", "run_command", "start_import",
]  # fmt: skip
