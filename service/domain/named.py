"""Values that people are shown by a name in either language."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Named(StrEnum):
    """Its members are written `PLANNED = "planned", "待通知", "To be told"`: value, zh, en."""

    zh: str
    en: str

    def __new__(cls, value: str, *names: str) -> Self:
        made = str.__new__(cls, value)
        made._value_ = value
        made.zh, made.en = names
        return made
