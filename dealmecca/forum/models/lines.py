"""What search finds of the forum: a number for each text, under which its words stand in the text index."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dealmecca.database.text_index import TextIndex
from dealmecca.forum.models.comments import Comment
from dealmecca.forum.models.posts import Post


class TextLine(models.Model):
    """One for each post and comment that stands. `comment` is empty for the post's own words."""

    n = models.BigAutoField(primary_key=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="lines")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="lines")

    WORDS: ClassVar[TextIndex] = TextIndex("search_forum_words")

    class Meta:
        db_table = "forum_text_lines"
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=Q(comment=None), name="line_once_a_post"),
            models.UniqueConstraint(fields=["comment"], condition=Q(comment__isnull=False), name="line_once_a_comment"),
        ]
