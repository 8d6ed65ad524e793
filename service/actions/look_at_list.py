"""Somebody asks for a province's list: whoever may not see it is refused, and that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework.access import check_may_see
from service.casework.list_desk import list_case
from service.domain.errors import NotFound
from service.domain.roles import Actor
from service.office import Office
from service.store import lists


@dataclass(frozen=True, kw_only=True)
class ListLookedAt:
    """Whether the list may be shown."""

    case_number: str
    allowed: bool


def look_at_list(
    office: Office, *, actor: Actor, case_number: str, what: str = "list"
) -> ListLookedAt:
    """Whether the person may see it; a refusal leaves a line for its office and the nation.

    Raises NotFound for a number that is no list's at all. Source: E7 81.
    """
    with office.begin() as unit:
        case = list_case(unit, case_number)
        try:
            check_may_see(unit.connection, actor, case)
        except NotFound:
            lists.add_refused_look(
                unit.connection,
                {
                    "at": unit.now, "person_id": actor.person_id, "actor": actor.name,
                    "org_codes": sorted({post.org_code for post in actor.posts}),
                    "case_id": case.id, "what": what,
                },
            )  # fmt: skip
            return ListLookedAt(case_number=case_number, allowed=False)
        return ListLookedAt(case_number=case_number, allowed=True)
