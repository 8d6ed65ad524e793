"""A refused application is examined again: in a case of its own, with what was handed in then."""

from __future__ import annotations

from service.casework.answers import Answers
from service.casework.openings.registry import Opening
from service.casework.work import OpenFollowUp, Work
from service.store import work_items
from service.store.cases import Case

OPENING, CORRECTED = "application_submitted", "correct_application"


def reopen_application(work: Work, refused: Case) -> None:
    """Opens an admission case with the answers of the refused one, as corrected (domain.md C1).

    The refusal stays in the history of its own filing; the gate is held again.
    """
    items = work_items.items_of_case(work.connection, refused.id)
    answers: Answers = {}
    for element in (OPENING, CORRECTED):
        said = [i for i in items if i["element"] == element and i["state"] == "done"]
        given = (said[-1]["answers"] or {}) if said else {}
        answers |= {name: value for name, value in given.items() if value not in (None, [])}
    first = next(i for i in items if i["task_id"] == "opening")
    about = Opening(
        entity_id=refused.entity_id, center=refused.center_code, province=str(refused.province)
    )
    work.effects.append(
        OpenFollowUp(
            process_key=refused.process_key,
            about=about,
            values=answers,
            handed_in=first | {"answers": answers},
        )
    )
    for org in (str(work.case.entity_org), str(refused.center_code)):
        work.tell(org, "application_reopened", number=refused.number,
                  center=refused.center_code, entity=work.case.entity_name)  # fmt: skip
