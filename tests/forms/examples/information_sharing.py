"""Examples of the forms of information_sharing."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "report_item": (
        {"what": "item", "subject": "agency", "agency_code": "33201", "kind": "impersonation",
         "level": "serious", "facts": "冒用他人名义提交三件申请。", "verified_on": "2026-10-08",
         "channel": "信访举报", "informant_name": "某人"},
        {"what": "item", "subject": "agency", "kind": "other", "level": "minor",
         "facts": "冒用。", "verified_on": "2026-10-10"},
        {"agency_code", "kind_other", "verified_on"},
    ),
    "check_item": (
        {"outcome": "send", "facts": "社保证明系伪造。", "hides_source": True},
        {"outcome": "drop"},
        {"reasons"},
    ),
    "correct_item": ({"facts": "两份证明系伪造。"}, {"note": "已核对。"}, {"facts"}),
    "check_report": (
        {"outcome": "accept", "reach": "part", "offices": ["330000", "320000"],
         "note": "请核对本地备案。"},
        {"outcome": "accept", "reach": "part"},
        {"offices"},
    ),
    "close_notice": ({"conclusion": "均已反馈。"}, {"silent_note": "另行督办。"}, {"conclusion"}),
    "send_digest": ({"checked": True}, {"note": "无。"}, {"checked"}),
}  # fmt: skip
