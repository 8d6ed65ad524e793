"""Somebody chooses the language their pages are shown in."""

from __future__ import annotations

from service.domain.errors import FieldError, InvalidForm
from service.domain.roles import Actor
from service.office import Office
from service.store import people

LANGUAGES = ("zh", "en")


def choose_language(office: Office, *, actor: Actor, language: str) -> str:
    """Keep the choice with the account. Raises InvalidForm."""
    if language not in LANGUAGES:
        wrong = FieldError(field="language", zh="可选 zh 或 en。", en="Choose zh or en.")
        raise InvalidForm(fields=(wrong,))
    with office.begin() as unit:
        people.set_locale(unit.connection, actor.person_id, language)
        return unit.done(language)
