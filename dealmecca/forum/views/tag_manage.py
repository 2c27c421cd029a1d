"""The tags, for moderators: their names, other words for them, and two that mean the same made one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dealmecca.accounts.models import User
from dealmecca.accounts.policies import Policy, open_to
from dealmecca.accounts.viewers import viewer_of
from dealmecca.forum.actions.tag_keeping import merge_tags, remove_alias, rename_tag
from dealmecca.forum.actions.tags import add_alias, tag_key
from dealmecca.forum.forms.moderation import AliasForm, MergeTagForm, TagForm
from dealmecca.forum.models import Tag
from dealmecca.forum.queries.tag_keeping import get_kept_tag, kept_tags, tag_called, words_of
from dealmecca.history.models import Door
from dealmecca.lib.form_writes import write_from_form
from dealmecca.lib.missing import or_404


@require_safe
@open_to(Policy.MODERATORS)
def tag_manage(request: HttpRequest) -> HttpResponse:
    return render(request, "forum/tag_manage.html", {"tags": kept_tags(viewer=viewer_of(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Policy.MODERATORS)
def tag_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """POST `do`: rename, alias, drop (a `word` by its key), merge (`into` a tag by any of its words)."""
    viewer = viewer_of(request)
    tag = or_404(get_kept_tag, viewer=viewer, slug=slug)
    do = request.POST.get("do", "")
    forms: dict[str, TagForm | AliasForm | MergeTagForm] = {
        "rename": TagForm(request.POST if do == "rename" else None, initial={"name": tag.name}),
        "alias": AliasForm(request.POST if do == "alias" else None),
        "merge": MergeTagForm(request.POST if do == "merge" else None),
    }
    if do == "drop":
        remove_alias(actor=viewer, door=Door.WEB, tag=tag, key=request.POST.get("word", "").replace("\0", ""))
        messages.success(request, f"The word no longer means {tag.name}.")
        return redirect("forum:tag_edit", tag.slug)
    form = forms.get(do)
    if form is not None and form.is_valid():
        done = _write(viewer, tag, do, form)
        if done is not None:
            messages.success(request, "Saved.")
            return redirect("forum:tag_edit", done.slug)
    context = {
        "tag": tag,
        "name_key": tag_key(tag.name),
        "words": words_of(viewer=viewer, tag=tag),
        "form": forms["rename"],
        "alias_form": forms["alias"],
        "merge_form": forms["merge"],
    }
    is_refused = form is not None and bool(form.errors)
    return render(request, "forum/tag_edit.html", context, status=422 if is_refused else 200)


def _write(viewer: User, tag: Tag, do: str, form: TagForm | AliasForm | MergeTagForm) -> Tag | None:
    """The tag that is there afterwards, or None when the form says why not."""

    def write() -> Tag:
        if do == "rename":
            rename_tag(actor=viewer, door=Door.WEB, tag=tag, name=form.cleaned_data["name"])
            return tag
        if do == "alias":
            add_alias(actor=viewer, tag=tag, text=form.cleaned_data["alias"])
            return tag
        kept = tag_called(viewer=viewer, text=form.cleaned_data["into"])
        if kept is None:
            form.add_error("into", "No tag is called so.")
            return tag
        merge_tags(actor=viewer, door=Door.WEB, kept=kept, dropped=tag)
        return kept

    done = write_from_form(form, write, {"text": "alias" if do == "alias" else "name"})
    return None if form.errors else done
