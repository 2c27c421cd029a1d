"""Named writes of the forum."""

from dealmecca.forum.actions.comments import (
    delete_comment,
    draft_about,
    edit_comment,
    restore_comment,
    write_comment,
)
from dealmecca.forum.actions.following import (
    drop_draft,
    follow_category,
    follow_post,
    hide_tag,
    keep_post,
    save_draft,
    visit,
)
from dealmecca.forum.actions.posts import delete_post, edit_post, restore_post, write_post
from dealmecca.forum.actions.voting import accept_answer, choose, vote

__all__ = [
    "accept_answer", "choose", "delete_comment", "delete_post", "draft_about", "drop_draft", "edit_comment",
    "edit_post", "follow_category", "follow_post", "hide_tag", "keep_post", "restore_comment", "restore_post",
    "save_draft", "visit", "vote", "write_comment", "write_post",
]  # fmt: skip
