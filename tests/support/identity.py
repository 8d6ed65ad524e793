"""Reports and decisions about entities over time, for tests that act."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from service.actions.decide_change import decide_change
from service.actions.decide_succession import decide_succession
from service.actions.keep_document import keep_document
from service.actions.propose_succession import propose_succession
from service.actions.report_change import report_change
from service.domain.standing import Standing, standing
from service.store import entities, notices, sanctions
from service.store.standing import entity_by_code, facts_of
from tests.support.town import Entity, Town

OFFICER, HEAD = "zhejiang.intake_officer", "zhejiang.center_head"


def paper(town: Town, login: str) -> int:
    stream = BytesIO(b"%PDF-1.4 proof")
    kept = keep_document(town.office, actor=town.actor(login), name="proof.pdf", stream=stream)
    return kept.document_id


def report(town: Town, by: str, kind: str, code: str, **changed: Any) -> int:
    said: dict[str, Any] = {
        "values": {},
        "effective_on": date(2026, 3, 2),
        "explanation": "市场监管部门已办理登记",
    }
    if "evidence" not in changed:
        said["evidence"] = (paper(town, by),)  # fmt: skip
    done = report_change(town.office, actor=town.actor(by), code=code, kind=kind, **said | changed)
    return done.report_id


def accept(town: Town, report_id: int, by: str = HEAD, **more: Any) -> None:
    decide_change(town.office, actor=town.actor(by), report_id=report_id, decision="accept", **more)


def stands(town: Town, code: str, on: str, known_at: datetime | None = None) -> Standing:
    with town.office.read() as unit:
        about = entity_by_code(unit.connection, code)
        assert about is not None
        facts = facts_of(unit.connection, about)
        return standing(facts, date.fromisoformat(on), unit.rules_at(known_at), known_at)


def row(town: Town, entity_id: int) -> dict[str, Any]:
    with town.office.read() as unit:
        return entities.entity_row(unit.connection, entity_id)


def told(town: Town, org: str) -> list[str]:
    with town.office.read() as unit:
        return [n["kind"] for n in notices.notices_for(unit.connection, [(org, "")])]


def ban(town: Town, entity_id: int, first: str = "2026-03-02", last: str = "2027-03-02") -> int:
    with town.office.begin() as unit:
        days = {"decided_on": date.fromisoformat(first), "effective_on": date.fromisoformat(first)}
        decision = sanctions.add_decision(
            unit.connection,
            days
            | {
                "entity_id": entity_id, "case_id": 1, "kind": "removal", "ground": "fabricated",
                "number": f"决〔{entity_id}〕1号", "reasons": "查实", "legal_basis": "M26",
                "grounds": [], "recorded_at": unit.now,
            },
        )  # fmt: skip
        assert decision is not None
        kept = sanctions.add_ban(
            unit.connection,
            {
                "entity_id": entity_id, "decision_id": decision["id"], "case_id": 1,
                "from_day": date.fromisoformat(first), "last_day": date.fromisoformat(last),
                "rules_version": 1, "recorded_at": unit.now,
            },
        )  # fmt: skip
        return int(kept["id"])


def propose(town: Town, one: Entity, other: Entity, *, follows: bool = True) -> int:
    by = "zhejiang.reviewer"
    return propose_succession(
        town.office, actor=town.actor(by), predecessor=one.code, successor=other.code,
        kind="same_controller", day=date(2026, 3, 2), explanation="同一班人另设新公司",
        ban_follows=follows, evidence=(paper(town, by),),
    ).succession_id  # fmt: skip


def decide(town: Town, link: int, by: str = "330000.provincial_leader", **said: Any) -> None:
    what = {"confirm": True, "ban_follows": True, "reason": "人员、场地、技术完全相同"} | said
    decide_succession(town.office, actor=town.actor(by), succession_id=link, **what)
