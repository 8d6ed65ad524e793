"""The registry of openers: which posts open cases of a process, and what their answers settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.domain.errors import NotAllowed
from service.domain.roles import Actor, Post, Role
from service.office import Unit

Answers = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a case is about and where it belongs.

    entity_id  None for a case about no entity: then `subject` and `subject_en` say what it is about
    center     code of the center it belongs to, if any
    province   code of the regional office it belongs to; "CNIPA" for the nation's own
    """

    entity_id: int | None = None
    center: str | None = None
    province: str
    subject: str = ""
    subject_en: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """As the table of cases keeps it."""
        return {
            "entity_id": self.entity_id,
            "center_code": self.center,
            "province": self.province,
            "subject": self.subject,
            "subject_en": self.subject_en,
        }


Settle = Callable[[Unit, Actor, Answers], Opening]


@dataclass(frozen=True, kw_only=True)
class Opener:
    roles: tuple[Role, ...]
    settle: Settle


OPENERS: dict[str, Opener] = {}


def opener(process_key: str, *roles: Role) -> Callable[[Settle], Settle]:
    """Enter a function as what settles the opening of a process, for these posts."""

    def enter(settle: Settle) -> Settle:
        OPENERS[process_key] = Opener(roles=roles, settle=settle)
        return settle

    return enter


def opening_of(unit: Unit, actor: Actor, process_key: str, answers: Answers) -> Opening:
    """Say what the case is about; the person was held by `check_may_open`.

    Registers an entity that applies for the first time. Raises NotAllowed, InvalidForm.
    """
    return OPENERS[process_key].settle(unit, actor, answers)


def check_may_open(actor: Actor, process_key: str) -> None:
    """Before anything is said of the answers. Raises NotAllowed."""
    found = OPENERS.get(process_key)
    if found is None or not actor.holds(*found.roles):
        who = "、".join(role.zh for role in found.roles) if found else "系统"
        raise NotAllowed(
            reason_zh=f"这类案件由{who}发起。",
            reason_en="cases of this kind are opened by other posts.",
        )


def opener_post(actor: Actor, process_key: str, center: str | None) -> Post:
    """The post by which the actor opened the case: of several, the one at its center.

    Who took in a clue, and so knows the informant, is an organisation: not any that the
    person happens to work for, too (E7 80).
    """
    able = [post for post in actor.posts if post.role in OPENERS[process_key].roles]
    return next((post for post in able if post.org_code == center), able[0])


def may_open(actor: Actor, process_key: str) -> bool:
    found = OPENERS.get(process_key)
    return found is not None and actor.holds(*found.roles)
