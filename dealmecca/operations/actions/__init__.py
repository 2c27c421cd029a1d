"""What the person who runs the product does with it: demo data, members, looking as a member does."""

from dealmecca.operations.actions.demo import (
    DEMO_PASSWORD,
    DEMO_SIGN_INS,
    DemoSignIn,
    make_demo_data,
    make_demo_sign_ins,
)
from dealmecca.operations.actions.impersonations import begin_impersonation, end_impersonation
from dealmecca.operations.actions.members import change_role, close_account, open_account, sign_out_everywhere

__all__ = [
    "DEMO_PASSWORD",
    "DEMO_SIGN_INS",
    "DemoSignIn",
    "begin_impersonation",
    "change_role",
    "close_account",
    "end_impersonation",
    "make_demo_data",
    "make_demo_sign_ins",
    "open_account",
    "sign_out_everywhere",
]
