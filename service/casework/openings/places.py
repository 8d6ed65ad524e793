"""What the answers of an opening form name: a center, an entity on file. Each refuses by field."""

from __future__ import annotations

from typing import Any

from service.domain.errors import BadCode, FieldError, InvalidForm
from service.domain.identity import normalise_code
from service.office import Unit
from service.store import entities, people


def center_named(
    unit: Unit, code: str | None, field: str, kind: str | None = None
) -> dict[str, Any]:
    """The center's row; `kind` "protection" where only those will do. Raises InvalidForm."""
    found = people.organisation_by_code(unit.connection, code or "")
    if found is None or found["kind"] != "center" or (kind and found["center_kind"] != kind):
        wrong = FieldError(
            field=field, zh="没有这个保护中心。请从名单里选。", en="There is no such center."
        )
        raise InvalidForm(fields=(wrong,))
    return found


def entity_named(unit: Unit, code: str | None, field: str) -> int:
    """The id of the entity on file with this code, however it was typed. Raises InvalidForm."""
    try:
        value = normalise_code(code or "")
    except BadCode:
        value = (code or "").strip().upper()
    entity_id = entities.entity_id_of(unit.connection, value)
    if entity_id is None:
        wrong = FieldError(
            field=field,
            zh="没有这个代码的备案主体。核对代码；从未申报过的单位不在名册里。",
            en="No entity on file has this code. Check it; a unit that never applied has no entry.",
        )
        raise InvalidForm(fields=(wrong,))
    return entity_id
