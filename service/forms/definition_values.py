"""What a definition says about values: labels for every answer, limits on everything typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from service.forms.findings import Findings
from service.forms.widgets import TEXTS

LONGEST_TEXT = 10_000
LONGEST_PATTERN = 120
LONGEST_PATTERNED = 200
MOST_ITEMS = 200
# A repeated group can take exponential time, a back reference or look-around is hard to judge.
_RISKY = re.compile(r"\)[*+{]|\\[1-9]|\(\?(?!:)")
_OPEN_ENDED = re.compile(r"(?<!\\)[*+]|\{\d+,\}")


def check_labels(path: str, rule: Mapping[str, Any], findings: Findings) -> None:
    """Every answer has its words in both languages, and no words stand without an answer."""
    widget = rule["x-widget"]
    if widget == "many_choices":
        answers = set(rule["items"].get("enum", []) if isinstance(rule["items"], dict) else [])
        if not answers:
            findings.add(
                "no_enum",
                path,
                f"多选“{path}”的 items 要有 enum。",
                f"items of “{path}” must have an enum.",
            )
    elif widget == "yes_no":
        answers = {"true", "false"} if "x-labels" in rule else set()
    elif "enum" in rule:
        answers = set(rule["enum"])
    else:
        answers = set()
    labels = rule.get("x-labels", {})
    for value in sorted(map(str, answers)):
        _check_label(path, value, labels.get(value), findings)
    for value in sorted(set(labels) - set(map(str, answers))):
        findings.add(
            "label_without_value",
            path,
            f"x-labels 里的“{value}”不是“{path}”的可选值。",
            f"x-labels of “{path}” names “{value}”, which can not be answered.",
        )


def _check_label(path: str, value: str, label: object, findings: Findings) -> None:
    words = label if isinstance(label, Mapping) else {}
    missing = [lang for lang in ("zh", "en") if not str(words.get(lang) or "").strip()]
    hint = words.get("help")
    if hint is not None and not (isinstance(hint, Mapping) and {"zh", "en"} <= set(hint)):
        missing.append("help {zh, en}")
    if missing:
        findings.add(
            "no_label",
            path,
            f"字段“{path}”的可选值“{value}”缺少文字：{'、'.join(missing)}。",
            f"The answer “{value}” of “{path}” has no words: {', '.join(missing)}.",
        )


def check_limits(path: str, rule: Mapping[str, Any], findings: Findings) -> None:
    """Lengths, numbers of items, patterns."""
    if rule["x-widget"] in TEXTS and rule["maxLength"] > LONGEST_TEXT:
        findings.add(
            "too_long",
            path,
            f"字段“{path}”的 maxLength 不能超过 {LONGEST_TEXT}。",
            f"maxLength of “{path}” can not exceed {LONGEST_TEXT}.",
        )
    if rule.get("maxItems", 0) > MOST_ITEMS:
        findings.add(
            "too_many_items",
            path,
            f"字段“{path}”的 maxItems 不能超过 {MOST_ITEMS}。",
            f"maxItems of “{path}” can not exceed {MOST_ITEMS}.",
        )
    if rule["x-widget"] == "confirm" and rule["const"] is not True:
        findings.add(
            "confirm_not_true",
            path,
            f"确认项“{path}”的 const 只能是 true。",
            f"const of “{path}” must be true.",
        )
    items = rule.get("items")
    for holder in (rule, items if isinstance(items, Mapping) else {}):
        if "pattern" in holder:
            _check_pattern(path, holder, rule, findings)


def _check_pattern(
    path: str, holder: Mapping[str, Any], rule: Mapping[str, Any], findings: Findings
) -> None:
    pattern = holder["pattern"]
    try:
        re.compile(pattern)
    except re.error:
        findings.add(
            "bad_pattern",
            path,
            f"字段“{path}”的 pattern 不是正确的正则表达式。",
            f"The pattern of “{path}” is broken.",
        )
        return
    slow = _RISKY.search(pattern) or len(_OPEN_ENDED.findall(pattern)) > 2
    anchored = pattern.startswith("^") and pattern.endswith("$")
    limited = holder.get("maxLength", LONGEST_PATTERNED + 1) <= LONGEST_PATTERNED
    if slow or not anchored or not limited or len(pattern) > LONGEST_PATTERN:
        findings.add(
            "unsafe_pattern",
            path,
            f"字段“{path}”的 pattern 要以 ^ 开头、$ 结尾，不超过 {LONGEST_PATTERN} 个字符，"
            f"不重复整个括号、不回看，并配 maxLength（最多 {LONGEST_PATTERNED}）。",
            f"The pattern of “{path}” must be anchored (^…$), at most {LONGEST_PATTERN} long, "
            f"without repeated groups or look-around, with a maxLength up to {LONGEST_PATTERNED}.",
        )
    if "x-pattern-says" not in rule:
        findings.add(
            "pattern_without_words",
            path,
            f"字段“{path}”有 pattern，要用 x-pattern-says {{zh, en}} 说明怎样填才对。",
            f"“{path}” has a pattern and must say in x-pattern-says {{zh, en}} how to fill it.",
        )
