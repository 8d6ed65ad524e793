"""Which cases end at the applicant's wish, and who may say so."""

from __future__ import annotations

from service.domain.roles import Actor, Role, may_do
from service.store.cases import Case

# The message by which each process is told.
WITHDRAWN_BY = {
    "admission_review": "application_withdrawn",
    "cross_region_service": "request_withdrawn",
    "service_contact": "request_withdrawn",
}


def may_withdraw(actor: Actor, case: Case) -> bool:
    """The applicant, or an officer who takes in what it says."""
    if case.process_key not in WITHDRAWN_BY:
        return False
    taken_in = may_do(actor, Role.INTAKE_OFFICER, str(case.center_code))
    if case.process_key != "admission_review":
        taken_in = taken_in or may_do(actor, Role.PROVINCIAL_OFFICER, str(case.province))
    return taken_in or may_do(actor, Role.ENTITY_CONTACT, str(case.entity_org))
