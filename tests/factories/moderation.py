"""What moderators and admins did in the forum, for the addresses that name it."""

from dealmecca.accounts.models import User
from dealmecca.forum.actions.moderating import switch
from dealmecca.forum.actions.unmasking import ask_to_unmask
from dealmecca.forum.models import Post
from dealmecca.history.models import Door


def make_records_of_moderation(moderator: User, admin: User, post_id: str, anonymous_post_id: str) -> dict[str, str]:
    """A featured post, and a question who wrote the anonymous one, which no second admin has agreed to."""
    entry = switch(actor=moderator, post=Post.objects.get(pk=post_id), column="is_featured", is_on=True)
    reason = "It names a patient of a client's trial."
    anonymous = Post.objects.get(pk=anonymous_post_id)
    asked = ask_to_unmask(actor=admin, door=Door.WEB, item=anonymous, reason=reason)
    return {"moderation": entry.pk, "unmasking": asked.pk}
