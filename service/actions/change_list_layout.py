"""An administrator replaces the layout of the annex, when the real template comes (M38)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.list_layout import read_layout
from service.domain.roles import Actor, Role
from service.office import Office
from service.store import list_files
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class ListLayoutChanged:
    layout_id: int
    columns: int


def change_list_layout(
    office: Office, *, actor: Actor, definition: Any, note: str
) -> ListLayoutChanged:
    """Files are read and written by it from now on; rows already taken stay as they are.

    Raises NotAllowed, InvalidForm naming every fault.
    """
    if not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed(
            reason_zh="模版由管理员更换。", reason_en="administrators replace the layout."
        )
    layout = read_layout(definition)
    if not 2 <= len(note.strip()) <= 300:
        raise InvalidForm(
            fields=(
                FieldError(field="note", zh="写明依据，2 至 300 字。", en="Say why (2 to 300)."),
            )
        )
    with office.begin() as unit:
        values = {
            "definition": layout.as_json(), "note": note.strip(), "entered_at": unit.now,
            "entered_by": actor.person_id,
        }  # fmt: skip
        layout_id = list_files.add_layout(unit.connection, values)
        said = {"layout": layout_id, "columns": len(layout.columns), "note": note.strip()}
        line = Entry(at=unit.now, person_id=actor.person_id, actor=actor.name,
                     verb="list.layout_changed", detail=said)  # fmt: skip
        append_to_house(unit.connection, line)
        return unit.done(ListLayoutChanged(layout_id=layout_id, columns=len(layout.columns)))
