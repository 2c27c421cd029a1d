"""The background door: records that follow what somebody decided a word to mean."""

from django_tasks import task

from dealmecca.directory.actions import words


@task()
def settle_word(word_id: str) -> None:
    words.settle_word(word_id=word_id)


def settle_left_over_words() -> None:
    words.settle_left_over_words()
