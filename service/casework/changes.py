"""Change reports: who reports, who decides, who sees them. Source: domain.md D9, part b."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.domain.admission_places import serves
from service.domain.changes import ChangeKind, ChangeState
from service.domain.errors import (
    FieldError,
    InvalidForm,
    NotAllowed,
    NotFound,
    SeparationOfDuties,
    WrongState,
)
from service.domain.filings import FILED
from service.domain.roles import Actor, Level, Role, may_do
from service.office import Unit
from service.store import changes, documents, filings, notices, people
from service.store.changes import Reach

Row = dict[str, Any]
AT_CENTER = (Role.INTAKE_OFFICER, Role.REVIEWER, Role.CENTER_HEAD)
AT_OFFICE = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_LEADER)
SEES_ALL = (Role.NATIONAL_OFFICER, Role.NATIONAL_LEADER, Role.AUDITOR)
LONGEST = 500


def number_of(report: Row) -> str:
    """How a report is called in notices and in the record."""
    return f"BG-{report['id']:05d}"


def filed_centers(unit: Unit, entity_id: int) -> list[Row]:
    """The filings in force or suspended, the oldest first."""
    return filings.filings_in(unit.connection, entity_id, FILED)


def reporter_org(unit: Unit, actor: Actor, about: Row) -> str:
    """For whom the actor reports. Raises NotAllowed."""
    if actor.entity_id == about["id"] and actor.holds(Role.ENTITY_CONTACT):
        return f"E{about['id']}"
    held = {row["center_code"] for row in filed_centers(unit, about["id"])}
    for post in actor.posts:
        near = post.org_code in held or post.province == about["province"]
        if post.role is Role.INTAKE_OFFICER and near:
            return post.org_code
        if post.role is Role.PROVINCIAL_OFFICER and post.org_code == about["province"]:
            return post.org_code
    raise NotAllowed(
        reason_zh="变更由主体自己报告，或由所在省、备案中心的受理员、省局经办登记。",
        reason_en="the entity reports its changes, or an intake or provincial officer of its "
        "province or center does.",
    )


def deciding_org(unit: Unit, about: Row, reporter: str) -> str:
    """The center that holds the filing (the reporter's own, of several), else the office."""
    held = [row["center_code"] for row in filed_centers(unit, about["id"])]
    if reporter in held:
        return reporter
    return held[0] if held else str(about["province"])


def may_decide(actor: Actor, report: Row) -> bool:
    org = report["org_code"]
    return any(may_do(actor, role, org) for role in (*AT_CENTER, *AT_OFFICE))


def check_may_decide(actor: Actor, report: Row) -> None:
    """Raises NotAllowed, SeparationOfDuties."""
    if not may_decide(actor, report):
        raise NotAllowed(
            reason_zh="变更由持有备案的中心核定；没有备案的，由所在省局核定。",
            reason_en="the center that holds the filing decides, or the province's office.",
        )
    if report["reported_by"] == actor.person_id:
        raise SeparationOfDuties(earlier=("报告变更", "Report the change"), source="domain.md b")


def reach_of(actor: Actor) -> Reach:
    """Whose reports the actor may see."""
    if actor.holds(*SEES_ALL):
        return Reach(sees_all=True)
    business = (Level.CENTER, Level.PROVINCE)
    mine = [post for post in actor.posts if post.role.level in business]
    return Reach(
        orgs=tuple(post.org_code for post in mine),
        provinces=tuple(p.org_code for p in mine if p.role.level is Level.PROVINCE),
        entity_id=actor.entity_id if actor.holds(Role.ENTITY_CONTACT) else None,
    )


def report_seen(unit: Unit, actor: Actor, report_id: int) -> Row:
    """Raises NotFound also to whoever may not see it."""
    report = changes.report_by_id(unit.connection, report_id)
    if report is None or not _sees(unit, actor, report):
        raise NotFound(what_zh="这件变更报告", what_en="such report of a change")
    return report


def _sees(unit: Unit, actor: Actor, report: Row) -> bool:
    reach = reach_of(actor)
    rows, _ = changes.reports_page(
        unit.connection, reach, entity_id=report["entity_id"], limit=1000
    )
    return any(row["id"] == report["id"] for row in rows)


def check_state(report: Row, *states: ChangeState) -> None:
    """Raises WrongState."""
    state = ChangeState(report["state"])
    if state not in states:
        raise WrongState(
            reason_zh=f"这件报告现在是“{state.zh}”。",
            reason_en=f"this report is: {state.en.lower()}.",
        )


def read_words(text: str, field: str, *, least: int = 2) -> str:
    """What a person wrote. Raises InvalidForm."""
    said = text.strip()
    if not least <= len(said) <= LONGEST:
        wrong = FieldError(
            field=field,
            zh=f"请写明，{least} 至 {LONGEST} 字。",
            en=f"Write {least} to {LONGEST} signs.",
        )
        raise InvalidForm(fields=(wrong,))
    return said


def check_evidence(unit: Unit, actor: Actor, ids: tuple[int, ...], *, needed: bool) -> list[int]:
    """Documents the actor uploaded. Raises InvalidForm."""
    known = documents.documents_by_id(unit.connection, ids)
    own = [n for n in ids if n in known and known[n]["uploaded_by"] == actor.person_id]
    if len(own) != len(ids):
        wrong = FieldError(field="evidence", zh="没有这份文件。", en="There is no such document.")
        raise InvalidForm(fields=(wrong,))
    if needed and not own:
        wrong = FieldError(
            field="evidence", zh="请附证明材料（PDF 或图片）。", en="Attach the evidence."
        )
        raise InvalidForm(fields=(wrong,))
    return own


def leaving_centers(unit: Unit, about: Row, kind: ChangeKind, after: Row) -> list[str]:
    """Centers with a filing that do not serve the new place of a move."""
    if kind is not ChangeKind.MOVE:
        return []
    rows = {row["code"]: row for row in people.organisations(unit.connection, "center")}
    left = []
    for held in filed_centers(unit, about["id"]):
        code = held["center_code"]
        province = rows.get(code, {}).get("province") or ""
        rule = unit.rules.choice("jurisdiction", unit.today, province, code)
        if not serves(rule, province, after["province"]):
            left.append(code)
    return left


def tell(unit: Unit, orgs: list[str], kind: str, **gaps: Any) -> None:
    """One notice to each organisation, once."""
    rows = [
        {
            "case_id": None, "org_code": org, "role": "", "kind": kind, "gaps": gaps,
            "created_at": unit.now,
        }
        for org in dict.fromkeys(orgs)
    ]  # fmt: skip
    notices.add_notices(unit.connection, rows)


def concerned(unit: Unit, report: Row) -> list[str]:
    """The entity, every center with a filing, and who decides."""
    centers = [row["center_code"] for row in filed_centers(unit, report["entity_id"])]
    return [f"E{report['entity_id']}", report["org_code"], *centers]


def day_text(day: date | None) -> str:
    return day.isoformat() if day else ""
