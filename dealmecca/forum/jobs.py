"""The background door: telling members, and the machine that reads posts."""

from django_tasks import task

from dealmecca.forum.actions import following, reading, telling, unmasking


@task()
def tell_of_post(post_id: str) -> None:
    telling.tell_of_post(post_id=post_id)


@task()
def tell_of_comment(comment_id: str) -> None:
    telling.tell_of_comment(comment_id=comment_id)


@task()
def tell_of_mentions(post_id: str, comment_id: str = "") -> None:
    telling.tell_of_mentions(post_id=post_id, comment_id=comment_id)


@task()
def tell_of_answer(comment_id: str) -> None:
    telling.tell_of_answer(comment_id=comment_id)


@task()
def read_post(post_id: str) -> None:
    reading.read_post(post_id=post_id)


def forget_old_drafts() -> None:
    following.forget_old_drafts()


def tell_unmasked() -> None:
    unmasking.tell_unmasked()


def read_left_over_posts() -> None:
    reading.read_left_over()
