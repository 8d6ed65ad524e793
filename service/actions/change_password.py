"""Somebody's password is changed; their sessions end."""

from __future__ import annotations

from service.actions.create_person import SHORTEST_PASSWORD
from service.actions.sign_in import HASHER
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.office import Office
from service.store import people
from service.store.record import Entry, append_to_house


def change_password(office: Office, *, login: str, password: str) -> None:
    """Set a new password from the command line of whoever runs the house.

    Raises NotFound, InvalidForm.
    """
    if not SHORTEST_PASSWORD <= len(password) <= 200:
        wrong = FieldError(
            field="password",
            zh=f"密码至少 {SHORTEST_PASSWORD} 位。",
            en=f"Use at least {SHORTEST_PASSWORD} characters.",
        )
        raise InvalidForm(fields=(wrong,))
    with office.begin() as unit:
        rows = people.rows_by_login(unit.connection, login)
        if not rows:
            raise NotFound(what_zh="这个账号", what_en="such account")
        people.set_password_hash(unit.connection, rows[0]["id"], HASHER.hash(password))
        people.revoke_sessions(unit.connection, rows[0]["id"], unit.house.clock_at)
        line = Entry(
            at=unit.now,
            person_id=None,
            actor="系统",
            verb="person.password_changed",
            detail={"login": login},
        )
        append_to_house(unit.connection, line)
