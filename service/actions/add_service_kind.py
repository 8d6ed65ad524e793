"""The administrator adds a kind of service: the list of the notice is open (等)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import Actor, Role
from service.domain.services import ProviderLevel, ServiceKind
from service.office import Office, Unit
from service.store import services
from service.store.record import Entry, append_to_house

KEY = re.compile(r"[a-z][a-z0-9_]{1,38}")


@dataclass(frozen=True, kw_only=True)
class ServiceKindAdded:
    key: str


def add_service_kind(
    office: Office,
    *,
    actor: Actor,
    key: str,
    zh: str,
    en: str,
    level: str,
    categories: tuple[int, ...],
    limited: bool = False,
    source: str = "",
) -> ServiceKindAdded:
    """Offer a further kind of service from today on (M06, M09).

    A kind that the nation gives must also stand in the rule `entitlements`, with its two people.
    Raises NotAllowed, InvalidForm.
    """
    if not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed(
            reason_zh="服务种类由管理员维护。", reason_en="administrators keep the kinds."
        )

    def once(unit: Unit) -> ServiceKindAdded:
        wanted = {"key": key.strip(), "zh": zh.strip(), "en": en.strip(), "level": level}
        _check(unit, wanted, categories)
        kind = ServiceKind(
            key=wanted["key"],
            zh=wanted["zh"],
            en=wanted["en"],
            level=ProviderLevel(level),
            categories=tuple(sorted(set(categories))),
            limited=limited,
            source=source.strip()[:120] or "M06, M09",
        )
        services.add_kind(unit.connection, kind)
        _note(unit, actor, kind)
        return unit.done(ServiceKindAdded(key=kind.key))

    return repeated(office, once)


def _note(unit: Unit, actor: Actor, kind: ServiceKind) -> None:
    line = Entry(
        at=unit.now,
        person_id=actor.person_id,
        actor=actor.name,
        verb="service_kind.added",
        detail={"key": kind.key, "zh": kind.zh, "level": kind.level.value},
    )
    append_to_house(unit.connection, line)


def _check(unit: Unit, wanted: dict[str, str], categories: tuple[int, ...]) -> None:
    wrong = []

    def say(field: str, zh: str, en: str) -> None:
        wrong.append(FieldError(field=field, zh=zh, en=en))

    if not KEY.fullmatch(wanted["key"]):
        say("key", "小写英文、数字、下划线，2 至 39 个。", "2 to 39 of a-z, 0-9, _.")
    elif wanted["key"] in services.kinds(unit.connection) or wanted["key"] == services.CONTACT:
        say("key", "已有这个代码。", "It is taken.")
    if not 1 <= len(wanted["zh"]) <= 40:
        say("zh", "填中文名称，40 字以内。", "Give its Chinese name, at most 40.")
    if not 1 <= len(wanted["en"]) <= 60:
        say("en", "填英文名称，60 个字符以内。", "Give its English name, at most 60.")
    if wanted["level"] not in {level.value for level in ProviderLevel}:
        say("level", "选中心、省或国家。", "Choose center, province or nation.")
    if not categories or not set(categories) <= {1, 2, 3}:
        say("categories", "至少选一类。", "Choose one category at least.")
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
