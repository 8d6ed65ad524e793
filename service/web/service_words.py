"""Kinds and states of services in the reader's words."""

from __future__ import annotations

from service.domain.services import ProviderLevel, ServiceKind, ServiceState
from service.office import Unit
from service.store import services
from service.web.tongue import gettext, pick
from service.web.views import Tag

TONES = {
    ServiceState.REQUESTED: ("info", "wait"),
    ServiceState.ACCEPTED: ("info", "clock"),
    ServiceState.DECLINED: ("plain", "close"),
    ServiceState.PROVIDED: ("ok", "ok"),
    ServiceState.TAKEN_BACK: ("plain", "undo"),
    ServiceState.LEFT_LIST: ("warn", "out"),
}


def service_names(unit: Unit) -> dict[str, str]:
    """Every kind by its key, contact included."""
    found = {key: kind_name(kind) for key, kind in services.kinds(unit.connection).items()}
    return {services.CONTACT: gettext("主动对接"), **found}


def kind_name(kind: ServiceKind) -> str:
    return pick(kind.zh, kind.en)


def state_names() -> dict[str, str]:
    return {
        "requested": gettext("已申请"),
        "accepted": gettext("已受理"),
        "declined": gettext("不予受理"),
        "provided": gettext("已提供"),
        "taken_back": gettext("已撤回"),
        "left_list": gettext("因离开名单终止"),
    }


def state_tag(state: str) -> Tag:
    tone, icon = TONES[ServiceState(state)]
    return Tag(tone, state_names()[state], icon)


def level_names() -> dict[str, str]:
    return {
        ProviderLevel.AT_CENTER.value: gettext("保护中心"),
        ProviderLevel.AT_PROVINCE.value: gettext("省局"),
        ProviderLevel.AT_NATION.value: gettext("国家局"),
    }
