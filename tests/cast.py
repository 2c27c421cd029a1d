"""The cast: the same people in every test, so that each test can say who may not."""

from allauth.account.models import EmailAddress

from dealmecca.accounts.models import Role, SalesTeam, SubscriptionTier, User

PASSWORD = "correct horse battery"


def make_ana() -> User:
    """A seller who pays for Pro."""
    return _user("ana", SubscriptionTier.PRO)


def make_ben() -> User:
    """Another seller at Ana's company; `team_up` makes them a sales team."""
    return _user("ben", SubscriptionTier.TEAM)


def make_cleo() -> User:
    """A seller at another company."""
    return _user("cleo", SubscriptionTier.PRO)


def make_dan() -> User:
    """On the free plan."""
    return _user("dan", SubscriptionTier.FREE)


def make_moderator() -> User:
    return _user("moderator", SubscriptionTier.FREE, Role.MODERATOR)


def make_admin() -> User:
    return _user("admin", SubscriptionTier.TEAM, Role.ADMIN)


def make_user(name: str, tier: SubscriptionTier = SubscriptionTier.FREE) -> User:
    """Somebody beside the cast."""
    return _user(name, tier)


def _user(name: str, tier: SubscriptionTier, role: Role = Role.MEMBER) -> User:
    user = User.objects.create_user(
        f"{name}@example.com", PASSWORD, name=name.title(), subscription_tier=tier, role=role
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def team_up(*users: User, name: str = "North sales") -> SalesTeam:
    """One sales team of these users, who pay for Team."""
    team = SalesTeam.objects.create(name=name)
    for user in users:
        user.sales_team, user.subscription_tier = team, SubscriptionTier.TEAM
        user.save()
    return team
