"""Examples of the forms of list_compilation."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]

EXAMPLES: dict[str, Example] = {
    "begin_compilation": (
        {"basis": "change", "change_kind": "new_entity", "reason": "新认定一家全国重点实验室。"},
        {"basis": "change", "reason": "新认定一家。"},
        {"change_kind"},
    ),
    "compile_draft": (
        {"filler": "填报人", "filler_phone": "0571-12345678", "note": "共三行。"},
        {"filler_phone": "电话"},
        {"filler", "filler_phone"},
    ),
    "approve_submission": (
        {"outcome": "agree", "note": "同意报送。"},
        {"outcome": "return"},
        {"return_points"},
    ),
    "check_rows": ({"conclusion": "已逐行核对。"}, {}, {"conclusion"}),
    "correct_rows": (
        {"explanation": "第二行补了文号。"},
        {"explanation": "改了。", "files": ["无此文件"]},
        {"files"},
    ),
    "approve_list": (
        {"outcome": "approve", "effective_on": "2026-10-09", "reasons": "符合条件。"},
        {"outcome": "return", "reasons": "第一行存疑。"},
        {"return_points"},
    ),
}
