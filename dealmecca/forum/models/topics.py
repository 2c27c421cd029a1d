"""What posts are about: tags and media types, companies, people and members named in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dealmecca.database.fields import IdField, KeyField
from dealmecca.directory.models import Company, Contact
from dealmecca.forum.models.comments import Comment
from dealmecca.forum.models.posts import Post
from dealmecca.forum.models.reading import OfMember, OwnQuerySet, Row
from dealmecca.forum.vocabularies import SOURCE, TAG_KIND


class Tag(models.Model):
    """A topic or a media type, under one name; every other word for it is an alias."""

    id = IdField()
    name = models.CharField(max_length=60)
    slug = KeyField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=TAG_KIND.choices, default="TOPIC")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        db_table = "forum_tags"
        constraints = [models.CheckConstraint(condition=Q(kind__in=TAG_KIND.codes), name="tag_kind_known")]

    def __str__(self) -> str:
        return self.name


class TagAlias(models.Model):
    """`key` is a word made comparable; each tag's own name is one of them."""

    key = KeyField(max_length=60, primary_key=True)
    text = models.CharField(max_length=60)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        db_table = "forum_tag_aliases"


class Found(models.Model):
    """Something a post is about: said by its author, or found by the machine and then perhaps rejected by a person.

    What a person rejected stays rejected: the machine does not find it again.
    """

    source = models.CharField(max_length=10, choices=SOURCE.choices, default="AUTHOR")
    confidence = models.FloatField(default=1.0)
    version = models.CharField(max_length=40, blank=True, default="", help_text="of the machine that found it")
    is_rejected = models.BooleanField(default=False)

    class Meta:
        abstract = True


class PostTag(Found):
    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="posts")

    class Meta:
        db_table = "forum_post_tags"
        constraints = [models.UniqueConstraint(fields=["post", "tag"], name="tag_once_a_post")]
        indexes = [
            models.Index(fields=["tag", "-post"], name="post_of_tag", condition=Q(is_rejected=False))
        ]  # posts of a tag, newest first (ids sort by time)


class MentionQuerySet(models.QuerySet[Row]):
    def standing(self) -> "MentionQuerySet[Row]":
        """Of posts, and of comments that members read: not of held, deleted or removed ones."""
        return self.filter(Q(comment=None) | Q(comment__state="VISIBLE"), is_rejected=False)


class CompanyMention(Found):
    """`comment` is empty when it is the post that names the company."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="company_mentions")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="company_mentions")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")

    objects = MentionQuerySet["CompanyMention"].as_manager()

    class Meta:
        db_table = "forum_company_mentions"
        constraints = [
            models.UniqueConstraint(fields=["post", "company"], condition=Q(comment=None), name="company_once_a_post"),
            models.UniqueConstraint(
                fields=["comment", "company"], condition=Q(comment__isnull=False), name="company_once_a_comment"
            ),
        ]
        indexes = [
            models.Index(fields=["company", "-post"], name="post_of_company", condition=Q(is_rejected=False)),
        ]  # discussions of a company, newest first


class ContactMention(Found):
    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="contact_mentions")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="contact_mentions")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")

    objects = MentionQuerySet["ContactMention"].as_manager()

    class Meta:
        db_table = "forum_contact_mentions"
        constraints = [
            models.UniqueConstraint(fields=["post", "contact"], condition=Q(comment=None), name="contact_once_a_post"),
            models.UniqueConstraint(
                fields=["comment", "contact"], condition=Q(comment__isnull=False), name="contact_once_a_comment"
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "-post"], name="post_of_contact", condition=Q(is_rejected=False)),
        ]  # discussions of a person, newest first


class UserMention(models.Model):
    """A member who was called by @; they are told once."""

    id = IdField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="user_mentions")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="user_mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "forum_user_mentions"
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], condition=Q(comment=None), name="user_once_a_post"),
            models.UniqueConstraint(
                fields=["comment", "user"], condition=Q(comment__isnull=False), name="user_once_a_comment"
            ),
        ]


class HiddenTag(OfMember):
    """A tag that somebody does not want to see in lists."""

    id = IdField()
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")

    objects = OwnQuerySet["HiddenTag"].as_manager()

    class Meta:
        db_table = "forum_hidden_tags"
        constraints = [models.UniqueConstraint(fields=["user", "tag"], name="hidden_tag_once")]  # also: what I hide
