"""What is the caller's own in the forum, as JSON: what they wrote, began to write, and how it will look."""

from django.http import HttpRequest
from ninja import Router

from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import drop_draft, save_draft
from dealmecca.forum.api.parameters import post_of
from dealmecca.forum.queries import followed_threads, hidden_tags, my_drafts, my_posts, my_threads, names_in
from dealmecca.forum.queries.crowds import small_crowds
from dealmecca.forum.schemas.mine import (
    CrowdListing,
    CrowdValues,
    DraftAnswer,
    DraftListing,
    DraftValues,
    MineAnswer,
    SmallCrowd,
    draft_answer,
    post_line,
)
from dealmecca.forum.schemas.people import TagName, html_of
from dealmecca.forum.schemas.posts import PreviewAnswer, PreviewValues

router = Router(tags=["Forum"], by_alias=True)


@router.get("/mine", response=MineAnswer, operation_id="getMyForum", summary="What is yours in the forum")
def read_mine(request: HttpRequest) -> MineAnswer:
    """A hundred of each at most. Only you get this: it tells which handles are yours."""
    viewer = viewer_of(request)
    return MineAnswer(
        posts=[post_line(post) for post in my_posts(viewer=viewer)[0]],
        threads=[post_line(post) for post in my_threads(viewer=viewer)[0]],
        followed=[post_line(post) for post in followed_threads(viewer=viewer)[0]],
        hidden_tags=[TagName.model_validate(tag) for tag in hidden_tags(viewer=viewer)],
    )


@router.get("/drafts", response=DraftListing, operation_id="listForumDrafts", summary="What you began to write")
def list_drafts(request: HttpRequest) -> DraftListing:
    """Last changed first. A draft ends when it is posted, and after 90 days."""
    return DraftListing(items=[draft_answer(row) for row in my_drafts(viewer=viewer_of(request))])


@router.put("/drafts/{about}", response=DraftAnswer, operation_id="saveForumDraft", summary="Keep a draft")
def put_draft(request: HttpRequest, about: str, values: DraftValues) -> DraftAnswer:
    """Instead of what was kept under this name. Names: “new”, “post <id>”, “reply <post id> <comment id>”."""
    return draft_answer(save_draft(actor=viewer_of(request), about=about, values=values.values))


@router.delete("/drafts/{about}", response={204: None}, operation_id="dropForumDraft", summary="Forget a draft")
def delete_draft(request: HttpRequest, about: str) -> None:
    """What is not there is forgotten already."""
    drop_draft(actor=viewer_of(request), about=about)


@router.post("/preview", response=PreviewAnswer, operation_id="previewForumText", summary="See how a text will look")
def preview(request: HttpRequest, values: PreviewValues) -> PreviewAnswer:
    """Markdown as safe HTML. Nothing is kept."""
    names = names_in(viewer=viewer_of(request), texts=[values.content])
    return PreviewAnswer(html=html_of(values.content, names))


@router.post(
    "/small-crowds",
    response=CrowdListing,
    operation_id="findSmallCrowds",
    summary="Who might guess an anonymous author",
)
def find_small_crowds(request: HttpRequest, values: CrowdValues) -> CrowdListing:
    """The companies around these words that fewer than ten members follow: a reader may guess who writes of them.

    Ask before you send words with isAnonymous, and show the answer to their author. Nothing is kept.
    """
    viewer = viewer_of(request)
    crowds = small_crowds(viewer=viewer, text=values.content, title=values.title, post=post_of(viewer, values.post_id))
    return CrowdListing(
        items=[SmallCrowd(id=one.company.pk, name=one.company.name, followers=one.followers) for one in crowds]
    )
