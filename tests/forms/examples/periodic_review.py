"""Examples of the forms of periodic_review."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

STAFF = [
    {"name": "周某", "education": "master", "title": "工程师", "projects": "传感器，算法"},
    {"name": "吴某", "education": "bachelor", "title": "工程师", "projects": "传感器，结构"},
    {"name": "郑某", "education": "doctor", "title": "研究员", "projects": "信号处理"},
]
HANDED_IN = {
    "insured_count": 36, "insured_month": "2026-09", "rd_staff_count": 9, "rd_staff": STAFF,
    "ip_manager": "王某", "innovation": "两个在研项目。", "operation": "正常经营。",
    "agreement": "explained", "explanation": "新招两人。", "signer": "张某", "truthful": True,
}  # fmt: skip
DAYS = {
    "window_from": "2026-10-20", "window_last": "2026-11-20",
    "first_batch": "2026-12-20", "second_batch": "2027-01-20",
}  # fmt: skip

EXAMPLES: dict[str, Example] = {
    "open_campaign": (
        {"center": "hangzhou", "occasion": "年度定期"},
        {"occasion": "risk"},
        {"center"},
    ),
    "draft_campaign": (
        {"name": "2026年度定期复核", "scope": "insured_below", "insured_below": 5, **DAYS},
        {"name": "点名复核", "scope": "named", **DAYS, "window_last": "2026-10-19"},
        {"entities", "window_last"},
    ),
    "approve_campaign": ({"outcome": "approve"}, {"outcome": "return"}, {"reasons"}),
    "publish_results": ({"checked": True}, {"note": "没有核对"}, {"checked"}),
    "submit_review": (
        HANDED_IN,
        {**HANDED_IN, "rd_staff": STAFF[:2], "rd_staff_count": 40, "explanation": ""},
        {"rd_staff", "rd_staff_count", "explanation"},
    ),
    "correct_review": (HANDED_IN, {**HANDED_IN, "insured_month": "九月"}, {"insured_month"}),
    "check_submission": (
        {"insurance": "complete", "rd_staff": "complete", "operation": "missing",
         "register": "agrees", "outcome": "correction", "notice": "请补经营证明。"},
        {"insurance": "complete", "rd_staff": "complete", "operation": "missing",
         "register": "agrees", "outcome": "correction"},
        {"notice"},
    ),
    "assess_review": (
        {"innovation": "yes", "operation": "doubtful", "findings": "有研发记录。",
         "site_visit": False, "proposal": "pass"},
        {"innovation": "no", "operation": "no", "findings": "无人办公。",
         "site_visit": True, "proposal": "clear"},
        {"site_record"},
    ),
    "decide_review": (
        {"outcome": "clear", "reasons": "没有研发活动。"}, {"outcome": "clear"}, {"reasons"},
    ),
    "state_before_clearing": (
        {"position": "accept", "signer": "张某"}, {"position": "object", "signer": "张某"},
        {"statement"},
    ),
    "decide_clearing": (
        {"outcome": "clear", "effective_on": "2026-10-12", "legal_basis": "本中心备案管理规定",
         "reasons": "没有研发活动。"},
        {"outcome": "clear", "reasons": "没有研发活动。"},
        {"effective_on", "legal_basis"},
    ),
}  # fmt: skip
