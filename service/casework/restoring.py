"""A removal decision falls: its ban and restrictions end, filings and listing come back.

What was, stays said: the gap is a period of its own, and a new one begins today (domain.md C6).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.casework.list_publishing import begin_version
from service.casework.listed import Listed, newly_listed
from service.casework.work import SendMessage, Work
from service.domain.bans import banned_until
from service.domain.filings import FILED, FilingState, check_restore
from service.store import cases, filings, list_versions, listings, sanctions, work_items
from service.store import entities as entity_store

Row = dict[str, Any]


@dataclass(kw_only=True)
class Restored:
    """Centers where the filing came back, whether the list did, what carries on instead."""

    centers: list[str] = field(default_factory=list)
    listed: bool = False
    carried_by: str = ""


def end_ban(work: Work, ban: Row) -> None:
    """The ban does not hold from today on, nor its restrictions; other bans are read again.

    The caller tells the case that waits for this very ban.
    """
    fallen = {"revoked_day": work.unit.today, "revoked_at": work.now}
    sanctions.change_ban(work.connection, ban["id"], **fallen)
    sanctions.change_restrictions(work.connection, ban["id"], **fallen)
    work.turn.forget(ban["entity_id"])
    for case_id in cases.live_cases(work.connection, ban["entity_id"], "reapplication_cooling"):
        other = cases.case_by_id(work.connection, case_id)
        if other is not None and other.parent_id != ban["case_id"]:
            told = {"by_case": work.case.number}
            work.effects.append(SendMessage(case_id=case_id, message="ban_changed", payload=told))


def revoke_decision(work: Work, decision: Row) -> Restored:
    """A removal decision falls from today on, with everything that came of it.

    The entity is locked by the caller. What another decision carries on, is not given back.
    """
    sanctions.revoke_decision(
        work.connection, decision["id"], on=work.unit.today, at=work.now, by_case=work.case.id
    )
    told = {"by_case": work.case.number, "decision_no": decision["number"]}
    ban = sanctions.ban_of_decision(work.connection, decision["id"])
    if ban is not None and ban["revoked_day"] is None:
        _end_cooling(work, ban, told)
        end_ban(work, ban)
    restored = Restored()
    _restore_filings(work, decision, restored)
    _restore_listing(work, decision, restored)
    removal = cases.case_by_id(work.connection, decision["case_id"])
    _tell(work, decision, restored)
    if removal is not None and removal.status == "open":
        work.effects.append(
            SendMessage(case_id=removal.id, message="finding_overturned", payload=told)
        )
    if ban is not None:
        _tell_applicants(work, ban)
    return restored


def _end_cooling(work: Work, ban: Row, told: Row) -> None:
    for case_id in cases.live_cases(work.connection, ban["entity_id"], "reapplication_cooling"):
        waiting = cases.case_by_id(work.connection, case_id)
        if waiting is not None and waiting.parent_id == ban["case_id"]:
            said = told | {"ban_id": ban["id"], "reason": ""}
            work.effects.append(SendMessage(case_id=case_id, message="ban_revoked", payload=said))


def _carrier(work: Work, since: date) -> Row | None:
    """Another standing decision that would have ended what held since a day, the first of them."""
    standing = sanctions.standing_decisions(work.connection, work.entity_id)
    return next((d for d in standing if d["effective_on"] >= since), None)


def _restore_filings(work: Work, decision: Row, restored: Restored) -> None:
    for row in filings.cancelled_by(work.connection, decision["case_id"]):
        before = filings.before_cancellation(work.connection, row["id"])
        if before is None or _filed_anew(work, row):
            continue
        check_restore(row["state"], before.state)
        carrier = _carrier(work, before.from_day)
        today = work.unit.today
        if carrier is None or carrier["effective_on"] > today:
            on = max(today, row["from_day"])
            _move(work, row, before.state, on, work.case.id, work.case.number)
            restored.centers.append(row["center_code"])
        if carrier is not None:
            restored.carried_by = carrier["number"]
            _cancel_again(work, row, carrier)


def _cancel_again(work: Work, row: Row, carrier: Row) -> None:
    """The filing ends by the other decision, from now on or from that one's effective day."""
    held = filings.filing_now(work.connection, row["id"])
    on = max(work.unit.today, carrier["effective_on"])
    _move(work, held, FilingState.CANCELLED, on, carrier["case_id"], carrier["number"])


def _move(work: Work, row: Row, state: FilingState, on: date, case_id: int, reason: str) -> None:
    filings.move_filing(
        work.connection, row, state, on=on, now=work.now, case_id=case_id, reason=reason
    )


def _filed_anew(work: Work, row: Row) -> bool:
    """Whether the entity holds another filing at this center by now."""
    held = filings.filings_in(work.connection, work.entity_id, FILED)
    return any(other["center_code"] == row["center_code"] for other in held)


def _restore_listing(work: Work, decision: Row, restored: Restored) -> None:
    back = []
    version = 0
    for row in listings.removed_by(work.connection, decision["case_id"]):
        if listings.is_listed_as(work.connection, row):
            continue
        carrier = _carrier(work, row["from_day"])
        if carrier is not None:
            restored.carried_by = carrier["number"]
            listings.reattribute(work.connection, row, now=work.now, case_id=carrier["case_id"])
            continue
        on = max(work.unit.today, row["to_day"])
        version = version or begin_version(work, kind="restoration", on=on)
        listings.restore_listing(
            work.connection, row, on=on, now=work.now, case_id=work.case.id, version=version
        )
        home = entity_store.entity_row(work.connection, work.entity_id)["province"]
        back.append(
            Listed(entity_id=work.entity_id, category=row["category"], from_day=on, province=home)
        )
    restored.listed = bool(back)
    if back:
        list_versions.finish_version(work.connection, version, added=len(back))
        newly_listed(work.unit, back)


def _tell(work: Work, decision: Row, restored: Restored) -> None:
    """Everybody who was told of the decision, or had a task in it, is told that it fell."""
    party = str(work.case.entity_org)
    said = {"decision": decision["number"], "entity": work.case.entity_name}
    work.tell(party, "decision_revoked", **said)
    asked = work_items.items_of_case(work.connection, decision["case_id"])
    orgs = {item["org_code"] for item in asked} | set(restored.centers) | {"CNIPA"}
    home = entity_store.entity_row(work.connection, work.entity_id)["province"]
    orgs |= {str(org) for org in (work.case.province, home) if org}
    for org in sorted(orgs - {party}):
        work.tell(org, "decision_revoked", **said)
    for center in restored.centers:
        work.tell(center, "filing_restored", center=center, **said)
        work.tell(party, "filing_restored", center=center, **said)
    if restored.listed:
        work.tell(party, "listing_restored", **said)
    work.note("decision.revoked", "", {"decision": decision["number"],
              "centers": restored.centers, "listed": restored.listed,
              "carried_by": restored.carried_by})  # fmt: skip


def _tell_applicants(work: Work, ban: Row) -> None:
    """Applications that this ban ended: the entity may apply again, when no other ban holds."""
    bans = sanctions.bans_of(work.connection, work.entity_id)
    if banned_until(bans, work.unit.today) is not None:
        return
    ended = frozenset({FilingState.TERMINATED_BY_BAN})
    for row in filings.filings_in(work.connection, work.entity_id, ended):
        if row["period"]["recorded_at"] >= ban["recorded_at"]:
            for org in (str(work.case.entity_org), row["center_code"]):
                work.tell(org, "may_apply_again", center=row["center_code"],
                          entity=work.case.entity_name)  # fmt: skip
