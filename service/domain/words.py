"""Small words shared by the sentences of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

CATEGORY_ZH = {1: "一类", 2: "二类", 3: "三类"}
COLON_ZH, COMMA_ZH = "：", "、"


@dataclass(frozen=True)
class Pair:
    """A sentence in both languages."""

    zh: str
    en: str

    def as_json(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True)
class Reason:
    """Why an answer is what it is, and where that is written."""

    code: str
    zh: str
    en: str
    source: str

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "zh": self.zh, "en": self.en, "source": self.source}


def zh_day(day: date) -> str:
    """2027年3月16日"""
    return f"{day.year}年{day.month}月{day.day}日"
