"""A center's own platform reports a violation: once an id, newer revisions over older ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.casework import moves
from service.casework.agencies import needed
from service.casework.openings import check_may_open, opening_of
from service.casework.openings.sharing import reporting_center
from service.casework.retry import repeated
from service.casework.settle import save
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import Actor
from service.domain.sharing import KINDS, LEVELS
from service.office import Office, Unit
from service.store import cases, sharing

PROCESS = "information_sharing"
ANSWERS = ("subject", "entity_code", "agency_code", "kind", "level", "facts", "decision_no")


@dataclass(frozen=True, kw_only=True)
class SharedItemReceived:
    """What became of it, and which revision holds now.

    outcome  opened | updated | ignored (older, or the same again) | kept (it is shared already:
             the office was told and corrects it)
    """

    item_id: int
    case_number: str
    outcome: str
    revision: int


def receive_shared_item(
    office: Office, *, actor: Actor, external_id: str, revision: int, report: dict[str, Any]
) -> SharedItemReceived:
    """Take in one report of the actor's center (M31, M32).

    report  subject, code, kind, level, facts, decision_no, occurred_on, verified_on
    The same id and revision again, or an older one, changes nothing and says so.
    Raises NotAllowed, InvalidForm.
    """
    _check(external_id, revision, report)

    def once(unit: Unit) -> SharedItemReceived:
        return _receive(unit, actor, external_id.strip(), revision, report)

    return repeated(office, once)


def _check(external_id: str, revision: int, said: dict[str, Any]) -> None:
    needed(
        external_id=(external_id, 80, "外部编号", "the external id"),
        facts=(said.get("facts") or "", 2000, "事实", "the facts"),
    )
    wrong = []
    for field, values in (("kind", KINDS), ("level", LEVELS), ("subject", ("entity", "agency"))):
        if said.get(field) not in values:
            names = "、".join(values)
            wrong.append(
                FieldError(field=field, zh=f"可选：{names}。", en=f"One of {', '.join(values)}.")
            )
    if revision < 1:
        wrong.append(FieldError(field="revision", zh="从 1 起。", en="It begins at 1."))
    if wrong:
        raise InvalidForm(fields=tuple(wrong))


def _receive(
    unit: Unit, actor: Actor, external_id: str, revision: int, said: dict[str, Any]
) -> SharedItemReceived:
    check_may_open(actor, PROCESS)
    center = reporting_center(actor)
    if center is None:
        raise NotAllowed(
            reason_zh="由中心的违规处置员对接。", reason_en="only a center's platform reports here."
        )
    _check_days(unit, said)
    held = sharing.item_from_outside(unit.connection, center, external_id)
    if held is None:
        return _open(unit, actor, center, external_id, revision, said)
    sharing.lock_case_of(unit.connection, held["id"])
    held = sharing.item_by_id(unit.connection, held["id"]) or held
    if revision <= held["external_revision"]:
        return _answer(unit, held, "ignored", held["external_revision"])
    return _take_over(unit, actor, held, revision, said)


def _check_days(unit: Unit, said: dict[str, Any]) -> None:
    occurred, verified = said.get("occurred_on"), said.get("verified_on")
    if verified is None or verified > unit.today or (occurred and occurred > verified):
        wrong = FieldError(
            field="verified_on",
            zh="查实日期必填，不早于行为日期，不晚于今天。",
            en="Give the day of verification: not before the act, not after today.",
        )
        raise InvalidForm(fields=(wrong,))


def _open(
    unit: Unit, actor: Actor, center: str, external_id: str, revision: int, said: dict[str, Any]
) -> SharedItemReceived:
    values = _answers(said)
    about = opening_of(unit, actor, PROCESS, values)
    case = moves.open_case(unit, process_key=PROCESS, actor=actor, about=about, values=values)
    item = sharing.item_of_case(unit.connection, case.id)
    assert item is not None
    outside = {"source_center": center, "external_id": external_id, "external_revision": revision}
    sharing.change_item(unit.connection, item["id"], **outside)
    return _answer(unit, item, "opened", revision)


def _answers(said: dict[str, Any]) -> dict[str, Any]:
    """The answers of the opening form."""
    named = "entity_code" if said["subject"] == "entity" else "agency_code"
    values = {key: said[key] for key in ANSWERS if said.get(key)}
    values |= {"what": "item", named: said.get("code") or ""}
    for key in ("occurred_on", "verified_on"):
        day: date | None = said.get(key)
        values |= {key: day.isoformat()} if day else {}
    return values


def _take_over(
    unit: Unit, actor: Actor, held: dict[str, Any], revision: int, said: dict[str, Any]
) -> SharedItemReceived:
    """A newer revision: into the item before it is shared; after that the office is told."""
    outcome = "kept" if held["revision"] or held["state"] != "registered" else "updated"
    changed: dict[str, Any] = {"external_revision": revision}
    if outcome == "updated":
        changed |= {"facts": said["facts"], "kind": said["kind"],
                    "decision_no": said.get("decision_no") or "",
                    "occurred_on": said.get("occurred_on"),
                    "verified_on": said["verified_on"]}  # fmt: skip
    sharing.change_item(unit.connection, held["id"], **changed)
    case = cases.case_by_id(unit.connection, held["case_id"])
    assert case is not None
    work = moves.load(unit, case, actor)
    work.note("item.revised", "", {"revision": revision, "outcome": outcome,
                                   "facts": said["facts"]})  # fmt: skip
    gaps = {"name": held["subject_name"], "item": held["id"], "revision": revision}
    work.tell(held["province"], "item_revised", role="provincial_officer", **gaps)
    save(work)
    return _answer(unit, held, outcome, revision)


def _answer(unit: Unit, item: dict[str, Any], outcome: str, revision: int) -> SharedItemReceived:
    return unit.done(
        SharedItemReceived(
            item_id=item["id"], case_number=item["number"], outcome=outcome, revision=revision
        )
    )
