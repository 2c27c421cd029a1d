"""Posts of one tag, and hiding a tag from one's lists."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import hide_tag
from dealmecca.forum.models import Tag
from dealmecca.forum.queries import PostFilter
from dealmecca.forum.queries.browsing import categories_with_posts, followed_categories, hides_tag, tag_of_slug
from dealmecca.forum.views.lists import posts_page
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back


@require_safe
@open_to(Policy.MEMBERS)
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    there: Tag = or_404(tag_of_slug, viewer=viewer, slug=slug)
    context = {
        "tag": there,
        "is_hidden": hides_tag(viewer=viewer, tag=there),
        "categories": categories_with_posts(viewer=viewer),
        "followed": followed_categories(viewer=viewer),
        **posts_page(request, PostFilter(tag=there.pk)),
    }
    return render(request, "forum/tag.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def tag_hide(request: HttpRequest, slug: str) -> HttpResponse:
    """`hide` says yes or no, not "the other"."""
    viewer = viewer_of(request)
    there: Tag = or_404(tag_of_slug, viewer=viewer, slug=slug)
    page_url = reverse("forum:tag", args=[there.slug])
    if request.method == "POST":
        wish = request.POST.get("hide")
        if wish not in ("yes", "no"):
            raise ValidationError({"hide": ["Say yes or no."]})
        hide_tag(actor=viewer, tag=there, is_hidden=wish == "yes")
        said = "no longer stand in your lists" if wish == "yes" else "stand in your lists again"
        messages.success(request, f"Posts about {there.name} {said}.")
    return HttpResponseRedirect(way_back(request, page_url))
