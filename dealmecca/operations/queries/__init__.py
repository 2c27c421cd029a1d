"""What the person who runs the product asks of it."""

from dealmecca.operations.queries.demo_data import DEMO, demo_batch, directory_is_empty, records_that_are_no_demo_data
from dealmecca.operations.queries.members import Member, get_member, list_members, read_member

__all__ = [
    "DEMO",
    "Member",
    "demo_batch",
    "directory_is_empty",
    "get_member",
    "list_members",
    "read_member",
    "records_that_are_no_demo_data",
]
