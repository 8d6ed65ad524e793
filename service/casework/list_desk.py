"""Who may look at a province's list, and who may work on it now. Source: E7 81."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from service.casework import moves
from service.casework.access import check_may_do, check_may_see, note_hand
from service.casework.answers import labels_of
from service.casework.refusals import changed_meanwhile
from service.casework.settle import save
from service.casework.work import Work
from service.domain.errors import NotFound, WrongState
from service.domain.roles import Actor
from service.office import Unit
from service.store import cases, lists, work_items
from service.store.cases import Case

KEY = "list_compilation"
COMPILING = ("compile_draft", "revise_draft", "correct_rows")
CHECKING = ("check_rows",)
Row = dict[str, Any]


@dataclass(kw_only=True)
class ListDesk:
    """The list of a province under somebody's hands, in one transaction."""

    work: Work
    submission: Row
    element: str

    @property
    def is_correcting(self) -> bool:
        return self.element == "correct_rows"

    def close(self, verb: str, zh: str, en: str, **detail: Any) -> None:
        """Note in the case's record what was done to the list."""
        note_hand(self.work.case, self.element, self.work.actor.person_id)
        self.work.note(verb, self.element, {"said": {"zh": zh, "en": en}} | detail)
        save(self.work)


def submission_seen(unit: Unit, actor: Actor, number: str) -> tuple[Case, Row]:
    """The case and its submission. Raises NotFound to whoever may not see it."""
    case = list_case(unit, number)
    check_may_see(unit.connection, actor, case)
    found = lists.submission_of_case(unit.connection, case.id)
    assert found is not None, "every case of this process begins with a draft"
    return case, found


def list_case(unit: Unit, number: str) -> Case:
    """The case of a number, whoever asks. Raises NotFound."""
    case = cases.case_by_number(unit.connection, number)
    if case is None or case.process_key != KEY:
        raise NotFound(what_zh="这份名单", what_en="such list")
    return case


def desk_of(unit: Unit, actor: Actor, number: str, elements: Iterable[str]) -> ListDesk:
    """The list at the task it waits at, held by this transaction.

    Raises as `check_may_work` does, and Moved.
    """
    case, submission, element = check_may_work(unit, actor, number, elements)
    return ListDesk(work=moves.load(unit, case, actor), submission=submission, element=element)


def check_may_work(
    unit: Unit, actor: Actor, number: str, elements: Iterable[str]
) -> tuple[Case, Row, str]:
    """The case, its submission, and the element where the actor may work on it now.

    Raises NotFound, WrongState (it waits for something else), NotAllowed, SeparationOfDuties,
    ChangedMeanwhile (a colleague took the task).
    """
    case, submission = submission_seen(unit, actor, number)
    item = open_item(unit, case, elements)
    if item is None:
        raise WrongState(
            reason_zh="名单现在不在这一步，刷新后看它到了哪里。",
            reason_en="the list is at another step now; refresh to see which.",
        )
    check_may_do(actor, case, item, labels_of(unit.process(case.version_id)))
    if item["claimed_by"] not in (None, actor.person_id):
        raise changed_meanwhile(unit.connection, item)
    return case, submission, str(item["element"])


def open_item(unit: Unit, case: Case, elements: Iterable[str]) -> Row | None:
    """The open task at one of these elements."""
    wanted = set(elements)
    items = work_items.items_of_case(unit.connection, case.id)
    return next((i for i in items if i["state"] == "open" and i["element"] in wanted), None)
