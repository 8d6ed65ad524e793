"""Examples of the forms of violation_handling."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "register_clue": (
        {"channel": "信访举报", "received_on": "2026年10月8日", "kind": "低质量专利申请",
         "facts": "同一批申请内容雷同。", "act_on": "2026-06-10", "informant_name": "某人"},
        {"channel": "petition", "received_on": "2026-10-10", "kind": "other", "facts": "雷同。"},
        {"received_on", "kind_other"},
    ),
    "triage_clue": (
        {"outcome": "assign", "assigned_center": "hangzhou"},
        {"outcome": "duplicate", "duplicate_of": "那一件"},
        {"duplicate_of", "reasons"},
    ),
    "verify_facts": (
        {"established": True, "applications_total": 20, "abnormal_count": 3,
         "verified_on": "2026-10-09", "facts": "三件内容雷同。", "reasons": "少量。",
         "proposed_severity": "minor", "no_interest": True},
        {"established": True, "applications_total": 2, "abnormal_count": 3,
         "cnipa_notice_no": "2026-1", "verified_on": "2026-10-09", "facts": "雷同。",
         "reasons": "大量。", "proposed_severity": "serious", "no_interest": True},
        {"abnormal_count", "objection_state", "proposed_ground"},
    ),
    "decide_severity": (
        {"severity": "minor", "legal_basis": "专利申请预审业务管理办法（试行）和承诺书",
         "reasons": "三件，属少量。", "no_interest": True},
        {"severity": "serious", "reasons": "四十件。", "no_interest": True},
        {"ground", "legal_basis"},
    ),
    "state_defence": (
        {"position": "accept", "signer": "沈某"}, {"position": "object"}, {"statement", "signer"},
    ),
    "conclude_finding": (
        {"outcome": "not_established", "reasons": "申诉成立。", "warning_note": "注意撰写质量。"},
        {"outcome": "serious", "reasons": "更重。"},
        {"outcome"},
    ),
    "hold_reminder": (
        {"kind": "reminder", "held_on": "2026-10-09", "facts_told": "三件雷同。",
         "demands": "撤回并改进流程。", "correct_by": "2026-11-06", "received": "signed"},
        {"kind": "interview", "held_on": "2026-10-09", "facts_told": "三件雷同。",
         "demands": "撤回。", "correct_by": "2026-10-08", "received": "refused"},
        {"place", "entity_people", "correct_by", "refusal_note"},
    ),
    "confirm_correction": (
        {"result": "corrected", "checked_on": "2026-10-09", "reasons": "已撤回三件。"},
        {"result": "partly", "checked_on": "2026-10-09", "reasons": "撤回一件。"},
        {"follow_up"},
    ),
    "propose_removal": (
        {"ground": "two_minors", "linked_cases": "V33-2026-00012", "facts": "两次轻微违规。",
         "legal_basis": "专利申请预审业务管理办法（试行）", "reasons": "一年内两次。",
         "measures": ["list_removal", "reapplication_ban"]},
        {"ground": "two_minors", "facts": "两次。", "reasons": "一年内两次。",
         "measures": ["exile"]},
        {"linked_cases", "legal_basis", "measures"},
    ),
    "state_on_removal": (
        {"position": "object", "statement": "第二次系代理机构所为。", "signer": "沈某"},
        {"position": "object", "signer": "沈某"},
        {"statement"},
    ),
    "review_proposal": (
        {"outcome": "agree", "reasons": "事实清楚。"},
        {"outcome": "return", "reasons": "证据不足。"},
        {"return_points"},
    ),
    "decide_removal": (
        {"outcome": "remove", "ground": "mass_abnormal", "reasons": "事实清楚。",
         "decision_no": "取消决定〔2026〕0023 号", "decided_on": "2026-10-09",
         "effective_on": "2026-10-16", "legal_basis": "专利申请预审业务管理办法（试行）"},
        {"outcome": "remove", "ground": "mass_abnormal", "reasons": "事实清楚。",
         "decided_on": "2026-10-09", "effective_on": "2026-10-08"},
        {"decision_no", "effective_on", "legal_basis"},
    ),
    "acknowledge_cancellation": (
        {"received_on": "2026-10-08", "executed_on": "2026-10-09", "has_in_flight": True,
         "in_flight": [{"number": "ZJ2026-0099", "handling": "finish"}]},
        {"received_on": "2026-10-09", "executed_on": "2026-10-08", "has_in_flight": True},
        {"executed_on", "in_flight"},
    ),
    "confirm_restrictions": (
        {"screening_on": "2026-10-09", "policies": ["priority_examination"],
         "limited_on": "2026-10-09"},
        {"screening_on": "2026-10-09", "policies": ["other"], "limited_on": "2026-10-09"},
        {"policies_other"},
    ),
}  # fmt: skip
