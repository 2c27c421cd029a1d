"""The background door: previews and imports, each loaded by id."""

from django_tasks import task

from dealmecca.imports import actions


@task()
def run_preview(import_id: str) -> None:
    actions.preview_import(import_id=import_id)


@task()
def run_import(import_id: str) -> None:
    actions.apply_import(import_id=import_id)


@task()
def write_waiting_rows(name_id: str) -> None:
    actions.write_waiting_rows(name_id=name_id)


@task()
def turn_import(undo_id: str) -> None:
    actions.turn_import(undo_id=undo_id)


def resume_stalled_imports() -> None:
    actions.resume_stalled_imports()
    actions.resume_stalled_undos()


def forget_undecided_uploads() -> None:
    actions.forget_undecided_uploads()
    actions.forget_old_images()
