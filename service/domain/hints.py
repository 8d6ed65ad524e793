"""Signs that one entity may stand behind another: shown to an officer, never deciding.

Source: domain.md 5.5, D7, D9; E4 42, 53.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from service.domain.identity import CODE_LENGTH, body_code
from service.domain.named import Named


class SuccessionKind(Named):
    """How an entity is tied to another, with evidence and a person's decision."""

    RENAME = "rename", "更名", "Change of name"
    MERGER = "merger", "合并", "Merger"
    DIVISION = "division", "分立", "Division"
    ASSET_TRANSFER = "asset_transfer", "资产转让", "Transfer of assets"
    SAME_CONTROLLER = "same_controller", "同一实际控制人", "The same controller"


class SuccessionState(Named):
    """Where a link between two entities stands."""

    PROPOSED = "proposed", "待决定", "Waits for a decision"
    CONFIRMED = "confirmed", "已确认承继", "Confirmed"
    REJECTED = "rejected", "未确认承继", "Not confirmed"
    # Confirmed once, and undone later: the time between is kept.
    REVOKED = "revoked", "承继已撤销", "Revoked"


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
_HINTS = {key: Hint(key, zh, en) for key, zh, en in _LIKENESSES} | {
    "body_code": Hint("body_code", "主体标识码相同", "the same body code")
}


def signs_of(one: Profile) -> tuple[tuple[str, str], ...]:
    """What is compared of an entity, as (key, plain text): equal texts are a sign."""
    found = [(key, _plain(getattr(one, key))) for key, _, _ in _LIKENESSES]
    if len(one.code) == CODE_LENGTH:
        found.append(("body_code", body_code(one.code)))
    return tuple((key, text) for key, text in found if text)


def hint(key: str) -> Hint:
    """The words of one thing in common. Raises KeyError."""
    return _HINTS[key]


def common_signs(one: Profile, other: Profile) -> tuple[Hint, ...]:
    """What two different entities have in common; empty for one and the same entity."""
    if one.entity_id == other.entity_id:
        return ()
    theirs = set(signs_of(other))
    return tuple(hint(key) for key, text in signs_of(one) if (key, text) in theirs)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
