"""Cases of contact with the listed, and what they were opened for (M07)."""

from __future__ import annotations

from typing import Any

from service import engine
from service.office import Unit
from service.store import cases
from service.store.cases import Case

PROCESS = "service_contact"
CONTACT, REQUEST = "contact", "request"


def opened_for(unit: Unit, case: Case) -> dict[str, Any]:
    """What the opening form of a service case said."""
    data = engine.view(unit.process(case.version_id), case.state).data
    found: dict[str, Any] = data["service_opened"]
    return found


def is_contact(unit: Unit, case: Case) -> bool:
    """Whether this is the standing contact with an entity, not a request of it."""
    return case.process_key == PROCESS and opened_for(unit, case)["purpose"] == CONTACT


def contact_case(unit: Unit, entity_id: int) -> Case | None:
    """The open case of contact with an entity; there is one at most."""
    for case_id in cases.live_cases(unit.connection, entity_id, PROCESS):
        found = cases.case_by_id(unit.connection, case_id)
        if found is not None and is_contact(unit, found):
            return found
    return None
