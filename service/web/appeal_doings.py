"""What an appeal's page offers beside its tasks, and what an original case says of its appeals."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import url_for

from service.casework.appealing import REFUSED
from service.casework.openings import may_open
from service.domain.appeals import AppealKind
from service.domain.roles import NATION_CODE, Role, may_do
from service.office import Unit
from service.store import appeals, cases, sanctions, violations
from service.store.cases import Case
from service.web.desk import is_entity, person
from service.web.labels import case_tag, newest
from service.web.page import new_token
from service.web.tongue import gettext, pick
from service.web.views import Link, Tag
from service.web.views_case import AppealLine, Appeals, Doing


@dataclass(frozen=True)
class Typed:
    """What was typed into one of these, with what is wrong about it."""

    key: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def appeals_of(unit: Unit, found: Case, typed: Typed) -> Appeals:
    return Appeals(
        lines=appeal_lines(unit, found),
        lodging=lodging(unit, found),
        doings=doings(found, typed),
    )


def doings(found: Case, typed: Typed) -> tuple[Doing, ...]:
    """Withdrawal, extension and stay, for those who may, while the appeal is open."""
    if found.process_key != "appeal" or found.status != "open":
        return ()
    made = [_withdrawal(found, typed)] if _may_withdraw(found) else []
    nation = may_do(person(), Role.NATIONAL_LEADER, NATION_CODE)
    if nation or may_do(person(), Role.PROVINCIAL_LEADER, str(found.province)):
        made.append(_extension(found, typed))
    if nation:
        made.append(_stay(found, typed))
    return tuple(made)


def _may_withdraw(found: Case) -> bool:
    own = may_do(person(), Role.ENTITY_CONTACT, str(found.entity_org))
    return own or person().person_id == found.opened_by


def _withdrawal(found: Case, typed: Typed) -> Doing:
    return _doing(
        found, typed, "withdraw", gettext("撤回异议"),
        gettext("撤回后本案结束，原认定或决定有效。"), danger=True,
    )  # fmt: skip


def _extension(found: Case, typed: Typed) -> Doing:
    return _doing(
        found, typed, "extend", gettext("延长审理期限"), gettext("只能延长一次，告知主体。")
    )


def _stay(found: Case, typed: Typed) -> Doing:
    return _doing(
        found, typed, "stay", gettext("停止执行"),
        gettext("依停止执行的决定或裁定：禁期和限制自当日起暂停，期间照算；备案和名单不因此恢复。"),
        number=True, day=True,
    )  # fmt: skip


def _doing(
    found: Case, typed: Typed, key: str, words: str, say: str, *,
    number: bool = False, day: bool = False, danger: bool = False,
) -> Doing:  # fmt: skip
    mine = typed if typed.key == key else Typed()
    return Doing(
        key=key, words=words, help=say, number=number, day=day, danger=danger,
        href=url_for(f"web.{key}_appeal_here", number=found.number), token=new_token(),
        errors=mine.errors, values=mine.values,
    )  # fmt: skip


def appeal_lines(unit: Unit, found: Case) -> tuple[AppealLine, ...]:
    """Every appeal against what this case found or decided, with how it ended."""
    made = []
    process = newest(unit, "appeal")
    for row in appeals.appeals_against(unit.connection, found.id):
        case = cases.case_by_id(unit.connection, row["case_id"])
        if case is None or process is None:
            continue
        kind = AppealKind(row["kind"])
        said = {"status": case.status, "outcome": case.outcome}
        made.append(
            AppealLine(
                link=Link(case.number, url_for("web.case", number=case.number)),
                words=pick(kind.zh, kind.en.capitalize()),
                note=gettext("%(day)s 提出", day=row["filed_on"].isoformat()),
                tag=_result(row["outcome"]) or case_tag(process, said),
            )
        )
    return tuple(made)


def _result(outcome: str | None) -> Tag | None:
    known = {
        "upheld": Tag("ok", gettext("成立，已撤销"), "undo"),
        "partly": Tag("ok", gettext("部分成立，已纠正"), "undo"),
        "rejected": Tag("plain", gettext("不成立"), "none"),
    }
    return known.get(outcome or "")


def lodging(unit: Unit, found: Case) -> tuple[Link, ...]:
    """Where the reader may contest this case's finding, decision or refusal."""
    if not may_open(person(), "appeal") or newest(unit, "appeal") is None:
        return ()
    if not is_entity() and not _handles(found):
        return ()
    made = [_lodge(number, words) for number, words in _targets(unit, found)]
    return tuple(made)


def _handles(found: Case) -> bool:
    center, province = str(found.center_code), str(found.province)
    return (
        may_do(person(), Role.VIOLATION_OFFICER, center)
        or may_do(person(), Role.CENTER_HEAD, center)
        or may_do(person(), Role.PROVINCIAL_OFFICER, province)
        or may_do(person(), Role.NATIONAL_OFFICER, NATION_CODE)
    )


def _targets(unit: Unit, found: Case) -> list[tuple[str, str]]:
    if found.process_key == "admission_review" and found.outcome in REFUSED:
        return [(found.number, gettext("对不予备案提出异议"))]
    if found.process_key != "violation_handling":
        return []
    made = []
    own = violations.violation_of_case(unit.connection, found.id)
    final = own and own["severity"] and own["final_day"] and not own["overturned_day"]
    if final:
        made.append((found.number, gettext("对认定提出异议")))
    decision = sanctions.decision_of_case(unit.connection, found.id)
    if decision is not None and decision["revoked_day"] is None:
        made.append((decision["number"], gettext("对移出取消决定提出异议")))
    return made


def _lodge(number: str, words: str) -> Link:
    return Link(words, url_for("web.start_case", key="appeal", against=number), icon="plus")
