"""A proposal as it is typed and decided on the pages of rules and calendar."""

from __future__ import annotations

from typing import Any

PAGE = "/rules/completeness"
TYPED = {"value": "3", "document": "试行办法", "reason": "提速", "valid_from": "2026-10-09"}


def decide(desk: Any, page: Any, step: str, **values: Any) -> Any:
    """Press the button of the only proposal on the page."""
    (action,) = [form.action for form in page.tree.forms if form.action.endswith(f"/{step}")]
    return desk.send(page, action, **values)
