"""Every word a person reads stands in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from service.forms.findings import Findings

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def check_titles(path: str | None, rule: Mapping[str, Any], findings: Findings) -> None:
    where = f"“{path}”" if path else "表单"
    if not CHINESE.search(str(rule.get("title") or "")):
        findings.add(
            "no_chinese_title",
            path,
            f"{where}缺少中文标题 title。",
            f"{path or 'The form'} has no Chinese title.",
        )
    english = rule.get("x-title-en")
    if not isinstance(english, str) or not english.strip() or CHINESE.search(english):
        findings.add(
            "no_english_title",
            path,
            f"{where}缺少英文标题 x-title-en。",
            f"{path or 'The form'} has no x-title-en.",
        )


def check_words(path: str | None, key: str, words: object, findings: Findings) -> None:
    complete = isinstance(words, Mapping) and all(
        isinstance(words.get(lang), str) and words[lang].strip() for lang in ("zh", "en")
    )
    if not complete:
        findings.add(
            "not_bilingual",
            path,
            f"{key} 要写成 {{zh, en}}，两种文字都要有。",
            f"{key} must be {{zh, en}}, both filled.",
        )
