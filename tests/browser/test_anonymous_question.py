"""The forum in a real browser, phone and desktop: asked without a name, answered, accepted, reported, moderated."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.forum.models import Category, Comment, Draft, Post
from tests.browser.test_main_job import sign_in
from tests.factories import make_company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kestrel(ana: User, dan: User) -> Company:
    for user in (ana, dan):
        user.created_at = timezone.now() - timedelta(days=30)
        user.save()
    # A browser test empties every table.
    Category.objects.get_or_create(slug="questions", defaults={"name": "Questions"})
    return make_company("Kestrel Cola", company_type="ADVERTISER")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_question_without_a_name_is_answered_accepted_reported_and_moderated(
    chromium: Browser, live_server: object, ana: User, dan: User, moderator: User, kestrel: Company, width: int
) -> None:
    address = str(live_server)
    asker = chromium.new_context(viewport={"width": width, "height": 844})
    page = asker.new_page()
    broken: list[str] = []  # not what the console says: leaving a page ends what it still asks, an error there
    page.on("pageerror", lambda error: broken.append(str(error)))
    sign_in(page, address, ana)
    ask_without_a_name(page, address, width)
    post = Post.objects.get()
    assert post.is_anonymous and post.author is None and not Draft.objects.exists()
    assert f"(company:{kestrel.pk})" in post.body

    context = chromium.new_context(viewport={"width": width, "height": 844})
    other = context.new_page()
    sign_in(other, address, dan)
    other.goto(f"{address}/forum")
    other.get_by_role("link", name="Who plans for them?").first.click()
    main = other.get_by_role("main")
    expect(main).to_contain_text(post.handle)
    expect(main).not_to_contain_text("Ana")
    other.locator("#composer textarea").fill("Maren Oduya does.")
    other.get_by_role("button", name="Reply", exact=True).last.click()
    expect(main).to_contain_text("Maren Oduya does.")
    other.get_by_role("button", name="Vote up").first.click()
    expect(other.locator("button[aria-label='Vote up'][aria-pressed=true]")).to_be_visible()
    context.close()

    page.goto(f"{address}/forum/posts/{post.slug}")
    page.get_by_role("button", name="This answers it").click()
    expect(page.get_by_role("heading", name="The answer")).to_be_visible()
    post.refresh_from_db()
    assert (post.answer, post.upvote_count) == (Comment.objects.get(), 1)

    page.get_by_role("link", name="Report this reply").first.click()
    page.get_by_label("Attacks somebody").check()
    page.get_by_label("In your words").fill("It is about a person.")
    page.get_by_role("button", name="Report", exact=True).click()
    expect(page.get_by_role("heading", name="Who plans for them?")).to_be_visible()
    moderate(chromium, address, moderator, width)
    page.reload()
    expect(page.get_by_role("main")).not_to_contain_text("Maren Oduya does.")
    asker.close()
    assert broken == []


def moderate(chromium: Browser, address: str, moderator: User, width: int) -> None:
    """From the queue: removed with a reason, brought back, and removed again."""
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    sign_in(page, address, moderator)
    page.goto(f"{address}/forum/moderation")
    waiting = page.locator(".mod-item")
    expect(waiting).to_contain_text("It is about a person.")
    expect(waiting).to_contain_text("Maren Oduya does.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    waiting.get_by_role("link", name="Remove, with a reason").click()
    remove(page)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Removed because")).to_have_count(0)
    remove(page)
    context.close()


def remove(page: Page) -> None:
    page.get_by_label("Why", exact=True).fill("It names somebody who did not ask for it.")
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("Removed because: It names somebody who did not ask for it.")).to_be_visible()


def ask_without_a_name(page: Page, address: str, width: int) -> None:
    """By keyboard on a desk, by touch on a phone; the mention is chosen from the list behind an @."""
    page.goto(f"{address}/forum/new")
    page.locator("label.kind", has_text="Question").click()
    page.get_by_label("Category").select_option(label="Questions")
    page.get_by_label("Title").fill("Who plans for them?")
    body = page.get_by_role("textbox", name="Text")
    body.press_sequentially("I mean @kest")
    option = page.get_by_role("option", name=re.compile("Kestrel Cola"))
    expect(option).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width > 1000:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        option.click()
    expect(option).to_have_count(0)
    page.locator("#id_body").press_sequentially("in spring.")
    page.locator("#id_is_anonymous").check()
    expect(page.get_by_text("Nobody follows Kestrel Cola")).to_be_visible()
    expect(page.get_by_text("Draft kept at")).to_be_visible()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".writing-preview a", has_text="Kestrel Cola")).to_be_visible()
    page.get_by_role("button", name="Write").click()
    page.locator("button[value=post]").click()
    expect(page.get_by_role("heading", name="Who plans for them?")).to_be_visible()
    expect(page.get_by_text("Posted as")).to_be_visible()
