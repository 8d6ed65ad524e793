"""Examples of the forms of appeal."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "lodge_appeal": (
        {"kind": "行政复议", "against": "V33-2026-00012", "filed_on": "2026-10-09",
         "known_on": "2026年9月1日", "rights_told": False, "told_on": "2026-09-20",
         "grounds": "研发记录齐全。", "signer": "沈某"},
        {"kind": "objection", "filed_on": "2026-10-10", "grounds": "不服。"},
        {"against", "filed_on", "known_on", "rights_told"},
    ),
    "admit_appeal": (
        {"outcome": "admit", "late_excuse": "洪水封路。", "reasons": "有正当理由。"},
        {"outcome": "refuse", "reasons": "已过期限。"},
        {"ground"},
    ),
    "state_grounds": (
        {"facts": "三件申请没有研发记录。", "agrees": False}, {"answer": "不同意。"},
        {"facts", "agrees"},
    ),
    "review_appeal": (
        {"facts": "研发记录属实。", "proposed": "成立", "proposed_relief": "撤销认定",
         "reasons": "认定不清。", "no_interest": True},
        {"facts": "属实。", "proposed": "partly", "reasons": "部分不清。", "no_interest": False},
        {"proposed_relief", "no_interest"},
    ),
    "register_result": (
        {"body_name": "某中级人民法院", "result_no": "（2026）行初 5 号", "result_on": "2026-10-01",
         "received_on": "2026-10-08", "outcome": "rejected", "summary": "驳回诉讼请求。"},
        {"body_name": "某中级人民法院", "result_no": "（2026）行初 5 号", "result_on": "2026-10-08",
         "received_on": "2026-10-01", "outcome": "upheld", "summary": "撤销。"},
        {"received_on", "proposed_relief"},
    ),
    "decide_appeal": (
        {"outcome": "upheld", "relief": "overturn_finding", "decision_no": "异决〔2026〕3号",
         "decided_on": "2026-10-09", "reasons": "认定不清。", "legal_basis": "承诺书"},
        {"outcome": "return", "reasons": "补充。", "decided_on": "2026-10-09"},
        {"return_points"},
    ),
}  # fmt: skip
