"""One's own exports."""

from dealmecca.accounts.models import User
from dealmecca.exports.models import Export


def recent_exports(*, viewer: User, limit: int = 5) -> list[Export]:
    return list(Export.objects.visible_to(viewer).order_by("-pk")[:limit])
