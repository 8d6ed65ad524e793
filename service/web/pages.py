"""Paging of lists."""

from __future__ import annotations

from collections.abc import Callable

from service.web.views import Pager


def pager(page: int, size: int, total: int, href: Callable[[int], str]) -> Pager | None:
    """None for an empty list; the neighbours only where there are any."""
    if not total:
        return None
    first = (page - 1) * size + 1
    last = min(page * size, total)
    return Pager(
        first=min(first, total),
        last=last,
        total=total,
        previous=href(page - 1) if page > 1 else "",
        next=href(page + 1) if last < total else "",
    )
