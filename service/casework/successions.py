"""Successions (承继关系): proposed by an officer, decided by another above, never guessed.

Source: domain.md 5.5; E4 42, 53; 民法典 67.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.changes import tell
from service.casework.four_eyes import note, proposed_by
from service.domain.bans import banned_until
from service.domain.errors import NotAllowed, NotFound, SeparationOfDuties, WrongState
from service.domain.hints import SuccessionState
from service.domain.limits import due
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Unit
from service.store import changes, sanctions

Row = dict[str, Any]
PROPOSERS = (
    Role.REVIEWER, Role.SECOND_REVIEWER, Role.CENTER_HEAD, Role.VIOLATION_OFFICER,
    Role.PROVINCIAL_OFFICER, Role.NATIONAL_OFFICER,
)  # fmt: skip
READERS = (*PROPOSERS, Role.INTAKE_OFFICER, Role.PROVINCIAL_LEADER, Role.NATIONAL_LEADER,
           Role.AUDITOR)  # fmt: skip


def number_of(link: Row) -> str:
    return f"CJ-{link['id']:05d}"


def proposer_org(actor: Actor) -> str:
    """For which organisation the actor proposes. Raises NotAllowed."""
    for post in actor.posts:
        if post.role in PROPOSERS:
            return post.org_code
    raise NotAllowed(
        reason_zh="承继关系由中心、省局或国家局的业务人员提出。",
        reason_en="officers of a center, a province or the nation propose a succession.",
    )


def propose(
    unit: Unit,
    actor: Actor,
    one: Row,
    other: Row,
    *,
    kind: str,
    day: date,
    explanation: str,
    evidence: list[int],
    org: str,
    report_id: int | None = None,
    ban_follows: bool | None = None,
) -> int:
    """Keep a proposed link from `one` to `other`, and tell the successor; its id.

    ban_follows  None: asked for where the predecessor is banned now
    Raises WrongState when there is such a link already.
    """
    if changes.waiting_link(unit.connection, one["id"], other["id"]) is not None:
        raise WrongState(
            reason_zh="这两个主体之间已有承继关系。", reason_en="these two are linked already."
        )
    until = banned_until(sanctions.bans_of(unit.connection, one["id"]), unit.today)
    follows = until is not None if ban_follows is None else ban_follows
    last = due(unit.rules.limit("statement", unit.today), unit.today, unit.calendar).last_day
    link_id = changes.add_succession(
        unit.connection,
        proposed_by(unit, actor)
        | {
            "from_id": one["id"], "to_id": other["id"], "kind": kind, "day": day,
            "state": SuccessionState.PROPOSED.value, "ban_follows": follows,
            "evidence": evidence, "explanation": explanation, "report_id": report_id,
            "proposed_org": org, "statement_until": last,
        },
    )  # fmt: skip
    _tell(unit, actor, one, other, link_id, last if follows else None)
    return link_id


def _tell(unit: Unit, actor: Actor, one: Row, other: Row, link_id: int, until: date | None) -> None:
    """The record, both provinces, and the successor where a ban shall follow."""
    number = number_of({"id": link_id})
    said = {"predecessor": one["code"], "successor": other["code"]}
    note(unit, actor, "succession.proposed", **said, number=number, ban_follows=until is not None)
    gaps = {"number": number, "predecessor": one["name"], "successor": other["name"]}
    tell(unit, [one["province"], other["province"]], "succession_proposed", **gaps)
    if until is not None:
        tell(unit, [f"E{other['id']}"], "succession_statement", **gaps, until=str(until))


def link_seen(unit: Unit, actor: Actor, link_id: int) -> Row:
    """Raises NotFound; an entity sees only one that concerns it as successor and was told of."""
    link = changes.succession_by_id(unit.connection, link_id)
    told = link is not None and actor.entity_id == link["to_id"] and link["ban_follows"]
    if link is None or not (actor.holds(*READERS) or told):
        raise NotFound(what_zh="这件承继", what_en="such succession")
    return link


def check_may_decide(actor: Actor, link: Row) -> None:
    """The leader of either home's province, or of the nation; not whoever proposed."""
    places = (link["from_province"], link["to_province"])
    leads = any(may_do(actor, Role.PROVINCIAL_LEADER, place) for place in places)
    if not leads and not may_do(actor, Role.NATIONAL_LEADER, NATION_CODE):
        raise NotAllowed(
            reason_zh="承继由所在省的省局负责人或国家局负责人决定。",
            reason_en="the leader of the province or of the nation decides a succession.",
        )
    if link["proposed_by"] == actor.person_id:
        raise SeparationOfDuties(
            earlier=("提出承继", "Propose the succession"), source="domain.md b"
        )


def check_state(link: Row, state: SuccessionState) -> None:
    """Raises WrongState."""
    now = SuccessionState(link["state"])
    if now is not state:
        raise WrongState(
            reason_zh=f"这件承继现在是“{now.zh}”。", reason_en=f"it is: {now.en.lower()}."
        )


def check_heard(unit: Unit, link: Row, ban_follows: bool) -> None:
    """Before a ban follows, the successor has stated its case or let the time pass.

    Raises WrongState; also where it was never asked, because no ban was to follow.
    """
    if not ban_follows:
        return
    if not link["ban_follows"]:
        raise WrongState(
            reason_zh="提出时没有写禁期随之承继，承继方没有机会陈述。请重新提出。",
            reason_en="the proposal did not say that the ban follows, so that the successor was "
            "not heard; propose it again.",
        )
    if link["stated_at"] is None and unit.today <= link["statement_until"]:
        raise WrongState(
            reason_zh=f"承继方可以陈述到 {link['statement_until']}，在此之前不能决定禁期随之。",
            reason_en=f"the successor may state its case until {link['statement_until']}.",
        )
