"""What the forum says of a person: the link goes, and their name in the texts that mention them."""

from django.db.models import Q

from dealmecca.forum.actions.lines import put_line
from dealmecca.forum.actions.rows import free_slug
from dealmecca.forum.models import Comment, ContactMention, Edit, Post, PostSlug, TextLine
from dealmecca.privacy.forgetting.person import Person


def forget_mentions(person: Person) -> None:
    """Search lines are written anew, also of posts that name them without a mention. Addresses follow the titles."""
    named = ContactMention.objects.filter(contact=person.id)
    posts, comments = (list(named.exclude(**{of: None}).values_list(of, flat=True)) for of in ("post", "comment"))
    for post in Post.objects.filter(Q(pk__in=posts) | _holds(person, "title", "body", "ai_summary")).order_by("pk"):
        _mend_post(post, person)
    for comment in Comment.objects.filter(Q(pk__in=comments) | _holds(person, "body")).order_by("pk"):
        body = person.mend_closely(comment.body)
        if body != comment.body:
            Comment.objects.filter(pk=comment.pk).update(body=body)
            comment.body = body
            if TextLine.objects.filter(comment=comment).exists():
                put_line(comment.post, comment)
    for edit in Edit.objects.filter(Q(post__in=posts) | Q(comment__in=comments) | _holds(person, "title", "body")):
        values = {name: person.mend_closely(getattr(edit, name)) for name in ("title", "body")}
        Edit.objects.filter(pk=edit.pk).update(**values)
    named.delete()
    TextLine.WORDS.forget_dropped()


def _mend_post(post: Post, person: Person) -> None:
    values = {name: person.mend_closely(getattr(post, name)) for name in ("title", "body", "ai_summary")}
    if values["title"] != post.title:
        PostSlug.objects.filter(post=post).delete()
        values["slug"] = free_slug(values["title"], post.pk)
    if any(getattr(post, name) != value for name, value in values.items()):
        Post.objects.filter(pk=post.pk).update(**values)
        post.title, post.body = values["title"], values["body"]
        if TextLine.objects.filter(post=post, comment=None).exists():
            put_line(post)


def _holds(person: Person, *names: str) -> Q:
    wanted = Q(pk__in=[])
    for name in names:
        for words in (*person.mentions, *person.anywhere):
            wanted |= Q(**{f"{name}__icontains": words})
    return wanted
