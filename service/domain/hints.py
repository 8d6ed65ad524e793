"""Signs that one entity may stand behind another: shown to an officer, never deciding.

Source: domain.md 5.5, D7, D9; E4 42, 53.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from service.domain.identity import body_code


class SuccessionKind(StrEnum):
    """How an entity is tied to another, with evidence and a person's decision."""

    RENAME = "rename"
    MERGER = "merger"
    DIVISION = "division"
    ASSET_TRANSFER = "asset_transfer"
    SAME_CONTROLLER = "same_controller"


@dataclass(frozen=True)
class Profile:
    """What is compared of an entity; empty texts are not compared."""

    entity_id: int
    code: str = ""
    legal_representative: str = ""
    controller: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Hint:
    """One thing two entities have in common."""

    key: str
    zh: str
    en: str


_LIKENESSES = (
    ("legal_representative", "法定代表人相同", "the same legal representative"),
    ("controller", "实际控制人相同", "the same controller"),
    ("address", "地址相同", "the same address"),
    ("phone", "联系电话相同", "the same phone"),
)


def common_signs(one: Profile, other: Profile) -> tuple[Hint, ...]:
    """What two different entities have in common; empty for one and the same entity."""
    if one.entity_id == other.entity_id:
        return ()
    found = [
        Hint(key, zh, en)
        for key, zh, en in _LIKENESSES
        if _plain(getattr(one, key)) and _plain(getattr(one, key)) == _plain(getattr(other, key))
    ]
    if one.code and other.code and body_code(one.code) == body_code(other.code):
        found.append(Hint("body_code", "主体标识码相同", "the same body code"))
    return tuple(found)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
