"""What people fill in while a violation is handled."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

Answers = dict[str, Any]
BASIS = "国知办发保字〔2023〕49号；国知办发办字〔2023〕25号"
FACTS = {
    "low_quality": "三件申请的技术方案仅替换材料名称，没有研发记录支撑。",
    "abnormal": "两个月内提交 38 件内容高度相似的申请，由同一模板生成。",
    "false_information": "参保人数证明与社保平台查询结果不一致。",
    "dishonesty": "被列入严重违法失信名单，仍以备案主体身份申报。",
}
GROUNDS = {"abnormal": "mass_abnormal", "dishonesty": "dishonesty"}


def clue(code: str, kind: str, channel: str, center: str, day: date) -> Answers:
    """The opening form of a clue about the entity with this code."""
    said: Answers = {
        "channel": channel,
        "received_on": day.isoformat(),
        "entity_code": code,
        "center": center,
        "kind": kind,
        "act_on": (day - timedelta(days=20)).isoformat(),
        "facts": FACTS[kind],
    }
    if channel in ("petition", "complaint"):
        said |= {"informant_name": "匿名举报人", "informant_contact": "信访编号 X-0001"}
    return said


def triage_clue(choice: str, kind: str, rng: Random, day: date) -> Answers:
    """`assigned_center` and `duplicate_of` are added by whoever knows the case."""
    if choice == "assign":
        return {"outcome": choice, "note": "请核实。"}
    words = {"reject": "线索没有指向具体申请，无法核实。", "duplicate": "与在办案件为同一事件。"}
    said = {"outcome": choice, "reasons": words[choice]}
    return said | ({"legal_basis": BASIS} if choice == "reject" else {})


def verify_facts(choice: str, kind: str, rng: Random, day: date) -> Answers:
    said: Answers = {
        "established": choice != "unfounded",
        "verified_on": day.isoformat(),
        "facts": FACTS[kind],
        "reasons": "申请文件、研发记录和询问笔录相互印证。",
        "no_interest": True,
    }
    if choice == "unfounded":
        return said | {"reasons": "研发记录完整，不能认定。"}
    count = 38 if kind == "abnormal" else rng.randint(1, 4)
    said |= {"applications_total": count + rng.randint(2, 9), "abnormal_count": count}
    said["proposed_severity"] = choice
    if choice == "serious":
        said["proposed_ground"] = GROUNDS.get(kind, "mass_abnormal")
    return said


def decide_severity(choice: str, kind: str, rng: Random, day: date) -> Answers:
    said: Answers = {"severity": choice, "no_interest": True, "reasons": "事实清楚，依据充分。"}
    if choice == "serious":
        said["ground"] = GROUNDS.get(kind, "mass_abnormal")
    if choice == "not_established":
        return said | {"reasons": "证据不足。", "warning_note": "请加强内部管理。"}
    return said | {"legal_basis": BASIS}


def state_defence(choice: str, kind: str, rng: Random, day: date) -> Answers:
    said: Answers = {"position": choice, "signer": "法定代表人", "signed_on": day.isoformat()}
    if choice != "accept":
        said["statement"] = "相关申请有研发记录，只是提交时未附；我单位愿意整改。"
    return said | {"correction_plan": "撤回相关申请，健全内部审核。"}


def conclude_finding(choice: str, kind: str, rng: Random, day: date) -> Answers:
    if choice == "minor":
        return {"outcome": choice, "legal_basis": BASIS, "reasons": "申辩不影响事实认定。"}
    return {"outcome": choice, "reasons": "申辩成立，不予认定。", "warning_note": "请加强管理。"}


def hold_reminder(choice: str, kind: str, rng: Random, day: date) -> Answers:
    said: Answers = {
        "kind": choice,
        "held_on": day.isoformat(),
        "facts_told": FACTS[kind],
        "demands": "撤回相关申请，建立提交前审核制度，按期报告整改情况。",
        "correct_by": (day + timedelta(days=28)).isoformat(),
        "received": "signed",
    }
    if choice == "interview":
        said |= {"place": "中心会议室", "entity_people": [{"name": "某某", "position": "负责人"}]}
    return said


def confirm_correction(choice: str, kind: str, rng: Random, day: date) -> Answers:
    said: Answers = {"result": choice, "checked_on": day.isoformat(), "reasons": "已核对整改材料。"}
    return said | ({"follow_up": "三个月后回访。"} if choice != "corrected" else {})


def propose_removal(choice: str, kind: str, rng: Random, day: date) -> Answers:
    """The ground `two_minors` and the linked case are added by whoever knows the case."""
    return {
        "ground": GROUNDS.get(kind, "mass_abnormal"),
        "facts": FACTS[kind],
        "measures": ["list_removal", "filing_cancellation", "reapplication_ban", "screening"],
        "legal_basis": BASIS,
        "reasons": "情节严重，应当移出名单并取消备案。",
    }


def review_proposal(choice: str, kind: str, rng: Random, day: date) -> Answers:
    said: Answers = {"outcome": choice, "reasons": "同意中心建议。"}
    if choice == "return":
        said |= {"return_points": "请补充服务代理机构的询问笔录。", "reasons": "证据需要补强。"}
    if choice == "reject":
        said |= {"legal_basis": BASIS, "reasons": "情节不足以移出取消。"}
    return said


def decide_removal(choice: str, kind: str, rng: Random, day: date) -> Answers:
    """`decision_no` is added by whoever counts them."""
    said: Answers = {"outcome": choice, "reasons": "同意移出名单、取消备案。"}
    if choice == "return":
        return said | {"return_points": "请说明各中心备案情况。", "reasons": "材料不全。"}
    if choice == "reject":
        return said | {"legal_basis": BASIS, "reasons": "不予移出。"}
    days = {"decided_on": day.isoformat(), "effective_on": day.isoformat()}
    told = {"served_on": day.isoformat(), "rights_told": True, "legal_basis": BASIS}
    return said | days | told | {"ground": GROUNDS.get(kind, "mass_abnormal")}


def acknowledge_cancellation(choice: str, kind: str, rng: Random, day: date) -> Answers:
    days = {"received_on": day.isoformat(), "executed_on": day.isoformat()}
    return {**days, "has_in_flight": False, "note": "已停止受理，无在办预审。"}


def confirm_restrictions(choice: str, kind: str, rng: Random, day: date) -> Answers:
    return {
        "screening_on": day.isoformat(),
        "policies": ["priority_examination", "priority_reexamination"],
        "limited_on": day.isoformat(),
    }
