"""What the machine adds to posts: what is kept of it, how often, and whose word goes before its own."""

from io import StringIO

import pytest
from django.core.management import call_command

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company
from dealmecca.forum.actions import edit_post
from dealmecca.forum.actions.reading import _names, read_left_over, read_post
from dealmecca.forum.models import CompanyMention, ContactMention, Post, PostTag
from dealmecca.forum.reading import VERSION
from tests.factories import make_company, make_contact
from tests.factories.forum import make_held_post, make_post

pytestmark = pytest.mark.django_db
BODY = (
    "Kestrel Cola opened its media review on Monday, and the incumbent agency was told by mail. "
    "The brief asks for CTV and podcasts in the midwest, with a budget of four million dollars for spring. "
) + "Agencies that want to answer should call the client before Friday and ask for the long brief. " * 10


@pytest.fixture
def kestrel(db: None) -> Company:
    _names.cache_clear()
    return make_company("Kestrel Cola", company_type="ADVERTISER")


def test_companies_people_tags_and_a_summary_are_kept_with_version_and_confidence(ana: User, kestrel: Company) -> None:
    maren = make_contact("Maren Oduya", kestrel, title="Media Director")
    post = make_post(ana, body=f"{BODY} Ask Maren Oduya at Kestrel Cola.", tags=["CTV"])
    assert read_post(post_id=post.pk)
    post.refresh_from_db()
    assert post.ai_processed_at and post.ai_version == VERSION and post.ai_confidence
    assert "Kestrel Cola" in post.ai_summary and len(post.ai_summary) < len(BODY)
    company, contact = CompanyMention.objects.get(), ContactMention.objects.get()
    assert (company.company, contact.contact) == (kestrel, maren)
    for row in (company, contact):
        assert (row.source, row.version) == ("MACHINE", VERSION) and 0.5 <= row.confidence < 1
    by_name = dict(PostTag.objects.values_list("tag__name", "source"))
    assert by_name.pop("CTV") == "AUTHOR", "what its author said stays theirs"
    assert by_name and set(by_name.values()) == {"MACHINE"}


def test_reading_twice_writes_nothing_more(ana: User, kestrel: Company) -> None:
    post = make_post(ana, body=BODY)
    assert read_post(post_id=post.pk)

    def rows() -> list[object]:
        found: list[object] = [list(table.objects.order_by("pk").values()) for table in (CompanyMention, PostTag)]
        return [*found, Post.objects.values_list("ai_summary", "updated_at").get()]

    first = rows()
    assert not read_post(post_id=post.pk) and read_post(post_id=post.pk, even_read=True)
    assert rows() == first


def test_what_is_no_longer_said_is_no_longer_found(ana: User, kestrel: Company) -> None:
    post = make_post(ana, body=BODY)
    read_post(post_id=post.pk)
    edit_post(actor=ana, post=post, title="Weather", body="Nothing of it is left.")
    read_post(post_id=post.pk)
    assert not CompanyMention.objects.exists() and not PostTag.objects.exists()
    assert Post.objects.get().ai_summary == ""


def test_words_that_changed_while_they_were_read_are_left_to_the_next_job(
    ana: User, kestrel: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = make_post(ana, body=BODY)
    names = _names(0)

    def meanwhile(now: int) -> object:
        Post.objects.filter(pk=post.pk).update(body="Something else.")
        return names

    monkeypatch.setattr("dealmecca.forum.actions.reading._names", meanwhile)
    assert not read_post(post_id=post.pk) and not CompanyMention.objects.exists()


def test_of_an_unknown_author_the_moment_is_a_whole_hour(ana: User, kestrel: Company) -> None:
    post = make_post(ana, body=BODY, is_anonymous=True)
    read_post(post_id=post.pk)
    at = Post.objects.get().ai_processed_at
    assert at and (at.minute, at.second, at.microsecond) == (0, 0, 0)


def test_lost_jobs_are_made_up_for_and_the_operator_reads_all_anew(ana: User, kestrel: Company) -> None:
    make_held_post(ana)
    for number in range(3):
        make_post(ana, f"Kestrel Cola {number}")
    assert read_left_over(limit=2) == 2 and read_left_over() == 1 and read_left_over() == 0
    PostTag.objects.all().delete()
    said = StringIO()
    call_command("forum", "read", stdout=said)
    call_command("forum", "read", "--all", stdout=said)
    assert said.getvalue().splitlines() == [f"0 posts read ({VERSION}).", f"3 posts read ({VERSION})."]
