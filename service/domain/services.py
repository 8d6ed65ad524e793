"""Services for the listed: kinds are data; who may have which, on the day it is asked.

Source: M06, M09, M30; domain.md D22.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from service.domain.standing import Standing
from service.domain.words import CATEGORY_ZH, COMMA_ZH, Reason


class ProviderLevel(StrEnum):
    """Who gives a kind of service."""

    AT_CENTER = "center"
    AT_PROVINCE = "province"
    AT_NATION = "nation"


class ServiceState(StrEnum):
    """What became of a service that was asked for, or given without being asked."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PROVIDED = "provided"
    TAKEN_BACK = "taken_back"
    LEFT_LIST = "left_list"


@dataclass(frozen=True, kw_only=True)
class ServiceKind:
    """One kind of service. `limited`: a priority policy that restrictions take away (M30)."""

    key: str
    zh: str
    en: str
    level: ProviderLevel
    categories: tuple[int, ...]
    limited: bool = False
    source: str = "M06"


def why_not(kind: ServiceKind, held: Standing) -> Reason | None:
    """Why an entity that stands like this may not have the service that day; None if it may."""
    named, named_en = f"“{kind.zh}”", f"“{kind.en}”"
    if not held.listed or held.list_category is None:
        return Reason(
            "not_listed",
            f"{held.name} 今天不在精准服务名单，不享受{named}。",
            f"{held.name} is not on the precise-service list, so it is not entitled to {named_en}.",
            "M06, M09",
        )
    if held.list_category not in kind.categories:
        who = COMMA_ZH.join(CATEGORY_ZH[c] for c in kind.categories)
        return Reason(
            "category",
            f"{named}只提供给名单{who}主体；这个主体是{CATEGORY_ZH[held.list_category]}。",
            f"{named_en} is for categories {', '.join(map(str, kind.categories))}; "
            f"this entity is in category {held.list_category}.",
            kind.source,
        )
    if kind.limited and held.restricted:
        return Reason(
            "restricted",
            f"{named}受限：因违规被限制享受优先政策。",
            f"{named_en} is limited: priority policies are restricted after a violation.",
            "M30",
        )
    if kind.level is ProviderLevel.AT_NATION and kind.key not in held.entitlements:
        return Reason(
            "not_granted",
            f"{named}不在规则“在册主体享受的服务”里。",
            f"{named_en} is not among the services of the listed that the rule names.",
            "M09",
        )
    return None
