"""A town with a history, for looking at pages: a ban, cases at several steps, a correction.

It is Friday 9 October 2026, 10:24, between two holidays; Saturday the 10th is a working day.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.support.admissions import application
from tests.support.town import BEGIN, Entity, Town, build, code_of, name_of
from tests.support.violations import ACKNOWLEDGED, removed

NOW = "2026-10-09T10:24"
BANNED, ASSESSED, CORRECTING, FRESH = 1, 2, 3, 4
REMOVAL = "V33-2026-00001"
COOLING = "R33-2026-00001"
IN_ASSESSMENT = "A33-2026-00001"
IN_CORRECTION = "A33-2026-00002"
CLUE = "V33-2026-00002"
JUST_IN = "A33-2026-00003"
CASES = (REMOVAL, COOLING, IN_ASSESSMENT, IN_CORRECTION, CLUE, JUST_IN)
NOTICE = "请核对参保人数和研发人员，并补交联系人参保证明。"
OPINION = "该企业产品列入省级首台（套）培育，建议优先支持。"
INTAKE = "zhejiang.intake_officer"


def contact_of(number: int) -> str:
    """The account of an entity's contact person; entities are numbered as they came."""
    return f"e{number}.entity_contact"


def build_life(url: str) -> None:
    """A town after half a year; one template a session."""
    build(url)
    with tempfile.TemporaryDirectory() as folder:
        town = Town(url, Path(folder))
        entities = [town.enter_entity(n, ("zhejiang",) if n == BANNED else ()) for n in range(1, 4)]
        _ban(town, entities[0])
        _assess(town, entities[1])
        _correct(town, entities[2])
        town.advance("2026-10-08T15:00")
        _apply(town, FRESH)
        town.advance(NOW)
        town.close()


def _apply(town: Town, number: int, **changes: Any) -> int:
    values = application(code_of(number), name_of(number), "zhejiang") | changes
    return town.open("admission_review", INTAKE, values).case_id


def _ban(town: Town, entity: Entity) -> None:
    assert BEGIN.startswith("2026-03-02")
    case = removed(town, entity)
    town.complete(case, "acknowledge_cancellation", "zhejiang.center_head", **ACKNOWLEDGED)


def _assess(town: Town, entity: Entity) -> None:
    town.advance("2026-08-28T14:02")
    case = _apply(town, ASSESSED)
    town.advance("2026-09-02T17:05")
    missing = [{"item": "参保人数", "problem": "与社保证明不一致"}]
    town.complete(case, "check_completeness", INTAKE, outcome="correction",
                  missing_items=missing, notice_text=NOTICE)  # fmt: skip
    town.advance("2026-09-09T16:40")
    answers = [{"item": "参保人数", "explanation": "按社保证明改正。"}]
    town.complete(case, "correct_application", entity.contact, accurate=True, signer="张某",
                  answers=answers, insured_count=27, ipc_classes=["G06F", "H04Q"])  # fmt: skip
    town.complete(case, "check_completeness", INTAKE, outcome="complete")
    town.advance("2026-09-17T11:20")
    town.complete(case, "ask_development", "330000-development.consultee", opinion="support",
                  reasons=OPINION)  # fmt: skip


def _correct(town: Town, entity: Entity) -> None:
    town.advance("2026-09-28T09:00")
    case = _apply(town, CORRECTING)
    missing = [{"item": "营业执照", "problem": "没有上传"}]
    town.complete(case, "check_completeness", INTAKE, outcome="correction",
                  missing_items=missing, notice_text="请补交营业执照副本。")  # fmt: skip
    told = {
        "channel": "petition", "received_on": "2026-09-28", "entity_code": code_of(BANNED),
        "kind": "false_information", "facts": "禁期中仍以旧名递交预审请求。", "center": "zhejiang",
        "informant_name": "知情人甲", "informant_contact": "13900000009",
    }  # fmt: skip
    town.open("violation_handling", "zhejiang.violation_officer", told)
