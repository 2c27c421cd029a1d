"""One category's posts, and following it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions import follow_category
from dealmecca.forum.models import Category
from dealmecca.forum.queries import PostFilter, get_category
from dealmecca.forum.queries.browsing import categories_with_posts, followed_categories
from dealmecca.forum.views.lists import posts_page
from dealmecca.lib.missing import or_404
from dealmecca.lib.ways_back import way_back


@require_safe
@open_to(Policy.MEMBERS)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    there: Category = or_404(get_category, viewer=viewer, slug=slug)
    if there.slug != slug:  # asked for by id
        return redirect("forum:category", there.slug)
    followed = followed_categories(viewer=viewer)
    context = {
        "category": there,
        "is_followed": there.pk in followed,
        "followed": followed,
        "categories": categories_with_posts(viewer=viewer),
        **posts_page(request, PostFilter(category=there.pk)),
    }
    return render(request, "forum/category.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MEMBERS)
def category_follow(request: HttpRequest, slug: str) -> HttpResponse:
    """`follow` says yes or no, not "the other"."""
    viewer = viewer_of(request)
    there: Category = or_404(get_category, viewer=viewer, slug=slug)
    page_url = reverse("forum:category", args=[there.slug])
    if request.method == "POST":
        wish = request.POST.get("follow")
        if wish not in ("yes", "no"):
            raise ValidationError({"follow": ["Say yes or no."]})
        follow_category(actor=viewer, category=there, is_followed=wish == "yes")
        said = "You hear of new posts in" if wish == "yes" else "You no longer follow"
        messages.success(request, f"{said} {there.name}.")
    return HttpResponseRedirect(way_back(request, page_url))
