"""What follows a write, off the request's path: the queue is a table, so a write that is rolled back leaves nothing."""

from django.utils.module_loading import import_string

from dealmecca.forum.models import Comment, Post


def after_writing(post: Post, *, is_new: bool = True) -> None:
    """Whom it mentions and who follows its category is told; the machine reads it."""
    _enqueue("read_post", post.pk)
    _enqueue("tell_of_post" if is_new else "tell_of_mentions", post.pk)


def after_commenting(comment: Comment) -> None:
    _enqueue("tell_of_comment", comment.pk)


def after_changing(comment: Comment) -> None:
    """Whom it mentions now is told."""
    _enqueue("tell_of_mentions", comment.post_id, comment.pk)


def after_answering(comment: Comment) -> None:
    _enqueue("tell_of_answer", comment.pk)


def _enqueue(job: str, *keys: str) -> None:
    import_string(f"dealmecca.forum.jobs.{job}").enqueue(*keys)
