"""What is shared of violations: opened once an event, sent once a revision, taken back once.

Source: M31-M34; domain.md A6, 8.1 Q9, D23; E2 18, 19. Nothing of a clue's origin is kept here.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.functions import due_of
from service.casework.openings.registry import Opening
from service.casework.undone import Undone, on_undoing
from service.casework.work import OpenFollowUp, SendMessage, Work
from service.store import cases, entities, sanctions, sharing, violations

Row = dict[str, Any]
SHARED_WITH_NOBODY = ("registered", "dropped")
NOT_TOLD = frozenset({"dropped", "retracted"})


def share_violation(work: Work, *, level: str, decision_no: str = "") -> bool:
    """Let the case of a final finding set off what is shared of it; False if it was already.

    level  minor, or serious for a removal that was decided
    """
    row = violations.violation_of_case(work.connection, work.case.id)
    if row is None or sharing.item_of_violation(work.connection, row["id"]) is not None:
        return False
    if any(_is_sharing(effect) for effect in work.effects):
        return False
    found = work.data.get("verify_facts") or {}
    values = {
        "what": "item",
        "subject": "entity",
        "entity_code": work.case.entity_code,
        "kind": row["kind"],
        "level": level,
        "facts": (found.get("facts") or "")[:2000],
        "decision_no": decision_no or work.case.number,
        "occurred_on": _iso(row["act_day"]),
        "verified_on": _iso(row["verified_day"]) or str(work.unit.today),
    }
    about = Opening(
        entity_id=work.entity_id, center=work.case.center_code, province=str(work.case.province)
    )
    work.effects.append(OpenFollowUp(process_key="information_sharing", about=about, values=values))
    return True


def _is_sharing(effect: object) -> bool:
    return isinstance(effect, OpenFollowUp) and effect.process_key == "information_sharing"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def retract_shared(work: Work, violation_id: int, reason: str) -> bool:
    """The finding fell (an appeal, a duplicate): tell everybody who was told; once.

    To be called in the case that undoes the finding, after the violation was changed. False where
    nothing was shared, or it was taken back already: then nothing changes.
    reason  what the correction says in both languages' stead; never a person's name
    """
    item = sharing.item_of_violation(work.connection, violation_id)
    if item is None or item["state"] in NOT_TOLD:
        return False
    retract_item(work, item, reason)
    case = cases.case_by_id(work.connection, item["case_id"])
    if case is not None and case.status == "open" and case.id != work.case.id:
        told = {"reason": reason, "by_case": work.case.number}
        work.effects.append(SendMessage(case_id=case.id, message="item_retracted", payload=told))
    return True


@on_undoing
def _taken_back(work: Work, undone: Undone) -> None:
    """What an appeal brought down is corrected with everybody who had heard of it."""
    fallen = [sanctions.decision_by_id(work.connection, one) for one in undone.decisions]
    grounds = [ground for decision in fallen if decision for ground in decision["grounds"]]
    for violation_id in dict.fromkeys((*undone.violations, *grounds)):
        retract_shared(work, violation_id, "认定或者决定已经撤销")


def retract_item(work: Work, item: Row, reason: str) -> None:
    """Mark an item as taken back, and correct it with everybody who got it."""
    sharing.lock_item(work.connection, item["id"])
    revision = item["revision"] + 1
    got = sharing.holders(work.connection, item["id"])
    sharing.change_item(
        work.connection,
        item["id"],
        state="retracted",
        revision=revision if got else item["revision"],
        retracted_at=work.now,
    )
    if got:
        send(work, item | {"revision": revision}, "correction", list(got.items()), note=reason)


def content_of(work: Work, item: Row) -> Row:
    """What is sent, word for word: nothing of who informed, nothing of the case's inside."""
    name, code = item["subject_name"], item["subject_code"]
    if item["entity_id"] is not None:
        about = entities.entity_row(work.connection, item["entity_id"])
        name, code = about["name"], about["code"]
    return {
        "subject": "entity" if item["entity_id"] is not None else "agency",
        "name": name,
        "code": code,
        "kind": item["kind"],
        "level": item["level"],
        "facts": item["facts"],
        "decision_no": item["decision_no"],
        "occurred_on": _iso(item["occurred_on"]),
        "verified_on": _iso(item["verified_on"]),
        "province": item["province"],
        "center": item["center_code"],
        "revision": item["revision"],
    }


def send(work: Work, item: Row, kind: str, to: list[tuple[str, str]], *, note: str = "") -> int:
    """Send one revision to these (organisation, region); how many had not got it yet.

    Sent again, or to somebody who has it, nothing happens: item and revision say what is the same.
    """
    revision = item["revision"]
    if sharing.has_notice(work.connection, item["id"], kind, revision):
        return 0
    due = due_of(work, "notice_action")
    notice_id = sharing.add_notice(
        work.connection,
        {
            "item_id": item["id"],
            "kind": kind,
            "revision": revision,
            "content": content_of(work, item) | {"note": note},
            "sent_at": work.now,
            "sent_by": work.actor.person_id or None,
            "due_day": due.last_day,
            "is_provisional": due.provisional,
        },
    )
    have = sharing.holders(work.connection, item["id"], revision)
    fresh = [(org, place) for org, place in to if org not in have]
    common = {
        "item_id": item["id"],
        "notice_id": notice_id,
        "revision": revision,
        "due_day": due.last_day,
        "due_at": due.at,
        "delivered_at": work.now,
    }
    rows = [common | {"org_code": org, "province": place} for org, place in fresh]
    sharing.deliver(work.connection, rows)
    gaps = {"name": item["subject_name"], "item": item["id"], "due_day": str(due.last_day)}
    for org, _ in fresh:
        # Of the item's own case, whichever case sends it: nobody is led to a case about a clue.
        told = {"case_id": item["case_id"], "org_code": org, "role": "", "gaps": gaps}
        work.notices.append(told | {"kind": f"shared_{kind}", "created_at": work.now})
    return len(fresh)
