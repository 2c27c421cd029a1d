"""The directory's names, as the linker takes them."""

from collections import defaultdict

from dealmecca.accounts.models import User
from dealmecca.directory.models import Company, CompanyAlias
from dealmecca.forum.linking import Named


def named_companies(*, viewer: User) -> list[Named]:
    """Every company that this viewer may see, with its aliases. Two queries."""
    visible = Company.objects.visible_to(viewer)
    aliases: dict[str, list[str]] = defaultdict(list)
    for company_id, name in CompanyAlias.objects.filter(company__in=visible.values("pk")).values_list(
        "company", "name"
    ):
        aliases[company_id].append(name)
    return [
        Named(pk, name, tuple(aliases[pk]), city, parent or "")
        for pk, name, city, parent in visible.order_by("pk").values_list("pk", "name", "city", "parent")
    ]
