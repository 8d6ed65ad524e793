"""What the asking person may see, one object at a time: the only place that decides it.

Lists filter by `casework.access.visible_to`; single things come from here, and what may not be
seen is told apart from what does not exist by nobody.
"""

from __future__ import annotations

from typing import Any

from service.api.door import is_entity, person, reading
from service.casework.access import check_may_see, may_see_document
from service.domain.errors import BadCode, NotFound
from service.domain.facts import EntityFacts
from service.domain.identity import CODE_LENGTH, normalise_code
from service.domain.roles import may_see_informant
from service.forms import redacted
from service.office import Unit
from service.store import cases, documents
from service.store.cases import Case
from service.store.standing import entity_by_code

Row = dict[str, Any]


def case_seen(number: str) -> Case:
    """The case of a number. Raises NotFound."""
    found = cases.case_by_number(reading().connection, number)
    if found is None:
        raise NotFound(what_zh="这件案件", what_en="such case")
    check_may_see(reading().connection, person(), found)
    return found


def task_seen(item_id: int) -> tuple[Case, Row]:
    """The work item and its case. Raises NotFound."""
    found = cases.case_with_item(reading().connection, item_id)
    if found is None:
        raise NotFound(what_zh="这项任务", what_en="such task")
    case, item = found
    check_may_see(reading().connection, person(), case)
    if not item_shown(case, item):
        raise NotFound(what_zh="这项任务", what_en="such task")
    return case, item


def item_shown(case: Case, item: Row) -> bool:
    """An entity sees what it was asked and what it answered, not what officers write."""
    return not is_entity() or str(item["org_code"]) == case.entity_org or _opened_by_us(item)


def _opened_by_us(item: Row) -> bool:
    return bool(item["task_id"] == "opening" and item["ended_by"] == person().person_id)


def knows_informant(case: Case) -> bool:
    """Whether protected answers of this case are shown to the asking person (E7 80)."""
    return may_see_informant(person(), check_may_see(reading().connection, person(), case))


def answers_shown(item: Row) -> Row | None:
    """Answers of a finished item, without what is protected; those are kept apart anyway."""
    return _without_protected(reading(), item, item["answers"])


def draft_shown(item: Row) -> Row | None:
    """A draft; what is protected in it only to whoever wrote it."""
    if item["draft_by"] == person().person_id:
        return item["draft"]  # type: ignore[no-any-return]
    return _without_protected(reading(), item, item["draft"])


def _without_protected(unit: Unit, item: Row, answers: Row | None) -> Row | None:
    if answers is None or item["form_id"] is None:
        return answers
    return redacted(unit.form(item["form_id"]), answers)


def protected_shown(case: Case) -> list[Row]:
    """Protected answers for those who may know them; nothing for anybody else."""
    if not knows_informant(case):
        return []
    return cases.protected_of(reading().connection, case.id)


def document_seen(document_id: int) -> Row:
    """A document of a case one may see, or one's own. Raises NotFound."""
    missing = NotFound(what_zh="这份文件", what_en="such document")
    row = documents.document_by_id(reading().connection, document_id)
    if row is None:
        raise missing
    if row["uploaded_by"] == person().person_id:
        return row
    case = cases.case_by_id(reading().connection, row["case_id"]) if row["case_id"] else None
    if case is None:
        raise missing
    check_may_see(reading().connection, person(), case)
    if not document_shown(case, row):
        raise missing
    return row


def document_shown(case: Case, row: Row) -> bool:
    """Whether a document of a case one may see is shown: an informant's evidence is not."""
    return may_see_document(reading().connection, person(), case, row)


def entity_seen(code: str) -> EntityFacts:
    """The entity that carries this identifier or ever did. Raises BadCode, NotFound."""
    about = entity_by_code(reading().connection, _spelled(code))
    own = person().entity_id
    if about is None and len(_spelled(code)) == CODE_LENGTH:
        normalise_code(code)
    if about is None or (own is not None and own != about.id):
        raise NotFound(what_zh="这个主体", what_en="such entity")
    return about


def _spelled(code: str) -> str:
    """As it is kept: half-width, upper case. Substitute and old identifiers stay as they are."""
    try:
        return normalise_code(code)
    except BadCode:
        return code.strip().upper()
