"""Named writes of the directory: permission, write, history and search line together, in one transaction."""

from dealmecca.directory.actions.batches import CompanyWrite, ContactWrite, save_batch
from dealmecca.directory.actions.companies import create_company, delete_company, edit_company
from dealmecca.directory.actions.contacts import create_contact, delete_contact, edit_contact
from dealmecca.directory.actions.moves import move_contact, undo_move
from dealmecca.directory.actions.search import rebuild_search

__all__ = [
    "CompanyWrite", "ContactWrite", "create_company", "create_contact", "delete_company", "delete_contact",
    "edit_company", "edit_contact", "move_contact", "rebuild_search", "save_batch", "undo_move",
]  # fmt: skip
