"""What a diagram may do to the world; `ls` of this folder is the list by subject."""

from service.casework.operations import admission, bans, filings, listings, notices, others, removal
from service.casework.operations import violations as _violations
from service.casework.operations.registry import OPERATIONS, Operation, call

__all__ = [
    "OPERATIONS",
    "Operation",
    "admission",
    "bans",
    "call",
    "filings",
    "listings",
    "notices",
    "others",
    "removal",
]
_ = _violations
