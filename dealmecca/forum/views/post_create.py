"""Writing a post: the form, its preview without script, the draft, and the question before somebody hides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.directory.queries import find_company, find_contact
from dealmecca.events.models import Event
from dealmecca.events.queries.events import get_event
from dealmecca.forum import drafts
from dealmecca.forum.actions import save_draft, write_post
from dealmecca.forum.forms.posts import PostForm
from dealmecca.forum.models import Post
from dealmecca.forum.queries import get_post, my_draft, my_drafts, open_categories
from dealmecca.forum.queries.completing import company_suggestion, contact_suggestion
from dealmecca.forum.queries.tags import tags_in_use
from dealmecca.forum.views.addresses import thread_url
from dealmecca.forum.views.composing import Hiding, hiding, preview_of
from dealmecca.forum.views.toasts import say
from dealmecca.lib.form_writes import write_from_form


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def post_create(request: HttpRequest) -> HttpResponse:
    """`event`, `company`, `contact` and `category` say what it is about; `draft` goes on with one."""
    if request.method != "POST":
        form, about = _begun(request)
        return _page(request, form, about)
    viewer, about, step = viewer_of(request), _about(request), request.POST.get("step", "")
    categories = open_categories(viewer=viewer)
    if step in ("preview", "draft"):
        if step == "draft" and (values := drafts.kept(request.POST.dict())):
            save_draft(actor=viewer, about=about, values=values)
            say(request, "Draft kept.", more="All drafts", more_url=reverse("forum:drafts"))
            return redirect(drafts.address(about))
        form = PostForm(categories=categories, initial=drafts.typed(request.POST.dict()))
        return _page(request, form, about, preview=request.POST.get("body", "") if step == "preview" else None)
    form = PostForm(request.POST, categories=categories)
    if form.is_valid():
        wanted = form.values_for(viewer)
        asked = hiding(request, is_on=wanted["is_anonymous"], text=wanted["body"], title=wanted["title"])
        if asked.asks:
            return _page(request, form, about, asked=asked, status=422)
        written = write_from_form(form, lambda: write_post(actor=viewer, event=_event(request), draft=about, **wanted))
        if written:
            return _done(request, *written)
    return _page(request, form, about, status=422)


@require_POST
@open_to(Policy.MEMBERS)
def crowd(request: HttpRequest) -> HttpResponse:
    """Who might be guessed, while somebody writes; `post` is the thread that is answered. A fragment for htmx."""
    try:
        post = get_post(viewer=viewer_of(request), slug=request.POST.get("post", ""))
    except Post.DoesNotExist:
        post = None
    sent = request.POST
    text, title = sent.get("body", ""), sent.get("title", "")
    asked = hiding(request, is_on="is_anonymous" in sent, text=text, title=title, post=post)
    asked.asks = False
    return render(request, "forum/_crowd_warning.html", {"hiding": asked})


def _done(request: HttpRequest, post: Post, is_new: bool) -> HttpResponse:
    if post.state == "HELD":
        say(request, "A moderator looks at it first, because a new account sent several links.")
    elif post.is_anonymous:
        say(request, f"Posted as {post.handle}.", more="Only you see it among yours", more_url=reverse("forum:mine"))
    else:
        say(request, "Posted.")
    return redirect(thread_url(post))


def _page(
    request: HttpRequest, form: PostForm, about: str, *, preview: str | None = None, asked: Hiding | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    viewer = viewer_of(request)
    is_on = bool(form["is_anonymous"].value())
    text, title = str(form["body"].value() or ""), str(form["title"].value() or "")
    unfinished = (
        [] if request.method == "POST" else [row for row in my_drafts(viewer=viewer) if drafts.is_new(row.about)]
    )
    context = {
        "form": form,
        "about": about,
        **preview_of(request, preview),
        "hiding": asked or hiding(request, is_on=is_on, text=text, title=title),
        "event": _event(request),
        "in_use": tags_in_use(viewer=viewer),
        "unfinished": [
            (row, drafts.title_of(row.values), drafts.address(row.about)) for row in unfinished if row.about != about
        ][:3],
    }
    return render(request, "forum/post_create.html", context, status=status)


def _begun(request: HttpRequest) -> tuple[PostForm, str]:
    """A draft, or what the address says that it is about."""
    viewer, asked = viewer_of(request), request.GET
    categories = open_categories(viewer=viewer)
    about = asked.get("draft", "")
    draft = my_draft(viewer=viewer, about=about) if drafts.is_new(about) else None
    if draft is not None:
        return PostForm(categories=categories, initial=drafts.typed(draft.values)), about
    tokens = []
    if company := find_company(viewer=viewer, company_id=asked.get("company", "")):
        tokens.append(company_suggestion(company).token)
    if contact := find_contact(viewer=viewer, contact_id=asked.get("contact", "")):
        tokens.append(contact_suggestion(contact).token)
    chosen = [row.pk for row in categories if asked.get("category", "-") in (row.slug, row.pk)]
    if not chosen and "event" in asked:
        chosen = [row.pk for row in categories if row.slug == "events"]
    kind = asked.get("kind", "").upper()
    initial = {"category": (chosen or [""])[0], "body": "".join(f"{token} " for token in tokens)}
    return PostForm(categories=categories, initial=initial | ({"post_type": kind} if kind else {})), drafts.new_draft()


def _about(request: HttpRequest) -> str:
    about = request.POST.get("draft", "")
    return about if drafts.is_new(about) and len(about) <= 80 else drafts.NEW


def _event(request: HttpRequest) -> Event | None:
    """The event that the address or the form names; none for one that this viewer may not see."""
    if not hasattr(request, "forum_event"):
        key = (request.POST if request.method == "POST" else request.GET).get("event", "")
        try:
            found = get_event(viewer=viewer_of(request), event_id=key) if key else None
        except Event.DoesNotExist:
            found = None
        request.forum_event = found  # type: ignore[attr-defined]
    event: Event | None = request.forum_event  # type: ignore[attr-defined]
    return event
