"""A session is ended by its owner."""

from __future__ import annotations

import hashlib

from service.office import Office
from service.store import people


def sign_out(office: Office, *, token: str) -> None:
    """Revoke the session; doing it twice changes nothing."""
    with office.begin() as unit:
        digest = hashlib.sha256(token.encode()).hexdigest()
        people.revoke_session(unit.connection, digest, unit.house.clock_at)
