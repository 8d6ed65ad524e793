"""Anybody enters a demonstration at any post, without a password."""

from __future__ import annotations

from service.casework.sessions import SignedIn, open_session
from service.domain.errors import NotFound
from service.office import Office
from service.store import people

# Of every account that comes with a demonstration; its sign-in page says so.
DEMONSTRATION_PASSWORD = "mingdan-demo-2026"
# The posts that the scene of docs/scene.md needs; the sign-in page offers these first.
LEADING = (
    "entity-1", "zj-intake", "zj-review-a", "zj-review-b", "zj-head", "zj-violation",
    "hz-violation", "hz-head", "zj-industry", "zj-development", "zj-office", "zj-leader",
    "cnipa-officer", "cnipa-leader", "cnipa-exam", "auditor", "admin", "admin-b",
    "designer",
)  # fmt: skip


def enter_demonstration(office: Office, *, login: str) -> SignedIn:
    """Open a session for this account. Raises NotFound outside a demonstration."""
    with office.begin() as unit:
        rows = people.rows_by_login(unit.connection, login.strip().lower()[:60])
        usable = bool(rows) and rows[0]["disabled_at"] is None
        if not unit.house.is_demonstration or not usable:
            raise NotFound(what_zh="这个演示账号", what_en="such demonstration account")
        return open_session(unit, rows[0]["login"])
