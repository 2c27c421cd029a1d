"""Writes of plans, payments and seats, and of what is used, one noun per file."""

from dealmecca.billing.actions.charges import charge_rows, refund_rows
from dealmecca.billing.actions.requests import Allowance, take_request
from dealmecca.billing.actions.searches import SearchReceipt, metered_search

__all__ = ["Allowance", "SearchReceipt", "charge_rows", "metered_search", "refund_rows", "take_request"]
