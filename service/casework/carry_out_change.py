"""What an accepted change does, dated, in the transaction that decides it.

Source: domain.md D9, C1, C2; E4 41, 44, 52, 53.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from service.casework.changes import number_of
from service.casework.errands import carry_out, errand
from service.casework.filed import no_longer_filed
from service.casework.homes import home_moved
from service.casework.list_publishing import begin_version
from service.casework.listed import no_longer_listed
from service.casework.successions import propose
from service.casework.work import SendMessage, Work
from service.domain.changes import ChangeKind
from service.domain.errors import FieldError, InvalidForm
from service.domain.filings import FILED, FilingState
from service.domain.identity import IdentifierKind
from service.domain.roles import Actor
from service.office import Unit
from service.store import cases, entities, filings, identity, list_versions, listings, standing

Row = dict[str, Any]
Carry = Callable[[Work, Row, Row], None]


def carry_out_change(unit: Unit, actor: Actor, report: Row) -> None:
    """Make the register agree with an accepted report; the entity is locked.

    Raises Moved when a case it reaches was saved meanwhile; InvalidForm when the register has
    changed so that the report makes no sense any more.
    """
    about = entities.entity_row(unit.connection, report["entity_id"])
    if about["dissolved_day"] is not None:
        zh, en = "主体已经终止。", "The entity is dissolved already."
        raise InvalidForm(fields=(FieldError(field="decision", zh=zh, en=en),))
    work = errand(unit, actor, number_of(report), about, None)
    _CARRY[ChangeKind(report["kind"])](work, about, report)
    carry_out(work)


def _rename(work: Work, about: Row, report: Row) -> None:
    name, on = report["after"]["name"], report["effective_on"]
    identity.rename(work.connection, about, name, on=on, now=work.now)


def _recode(work: Work, about: Row, report: Row) -> None:
    code = report["after"]["code"]
    if entities.entity_id_of(work.connection, code) not in (None, about["id"]):
        zh, en = "这是另一个主体的代码。", "It is the code of another entity."
        raise InvalidForm(fields=(FieldError(field="code", zh=zh, en=en),))
    kind = IdentifierKind.CREDIT_CODE.value
    identity.recode(
        work.connection, about, code, kind=kind, on=report["effective_on"], now=work.now,
        reason=number_of(report),
    )  # fmt: skip


def _move(work: Work, about: Row, report: Row) -> None:
    on, after = report["effective_on"], report["after"]
    identity.move(work.connection, about, after, on=on, now=work.now)
    ending = [center for center, ends in report["ends"].items() if ends]
    _end_filings(work, about["id"], on, "moved_away", ending)
    home_moved(work, about["id"])


def _represent(work: Work, about: Row, report: Row) -> None:
    name, on = report["after"]["legal_representative"], report["effective_on"]
    identity.change_representative(work.connection, about, name, on=on, now=work.now)


def _rest(work: Work, about: Row, report: Row) -> None:
    until = date.fromisoformat(report["after"]["until"])
    identity.add_dormancy(work.connection, about["id"], report["effective_on"], until, now=work.now)


def _dissolve(work: Work, about: Row, report: Row) -> None:
    """Filings and listing end, applications under way too; a ban stays on record (E4 53)."""
    on, why = report["effective_on"], report["kind"]
    identity.dissolve(work.connection, about["id"], on=on, now=work.now)
    _end_filings(work, about["id"], on, why, None)
    told = {"reason": f"{number_of(report)}：主体终止"}
    for case_id in cases.live_cases(work.connection, about["id"], "admission_review"):
        work.effects.append(
            SendMessage(case_id=case_id, message="application_withdrawn", payload=told)
        )
    _end_listing(work, about["id"], on)


def _merge(work: Work, about: Row, report: Row) -> None:
    _dissolve(work, about, report)
    _successors(work, about, report, [report["after"]["into"]])


def _divide(work: Work, about: Row, report: Row) -> None:
    if not report["after"]["goes_on"]:
        _dissolve(work, about, report)
    _successors(work, about, report, report["after"]["parts"])


def _successors(work: Work, about: Row, report: Row, codes: list[str]) -> None:
    """A succession is proposed to each; province or nation decides it."""
    for code in codes:
        to_id = entities.entity_id_of(work.connection, code)
        assert to_id is not None, "the report was checked, and entities are never deleted"
        propose(
            work.unit, work.actor, about, entities.entity_row(work.connection, to_id),
            kind=report["kind"], day=report["effective_on"], explanation=report["explanation"],
            evidence=report["evidence"], org=report["org_code"], report_id=report["id"],
        )  # fmt: skip


_CARRY: dict[ChangeKind, Carry] = {
    ChangeKind.RENAME: _rename,
    ChangeKind.CODE_CHANGE: _recode,
    ChangeKind.MOVE: _move,
    ChangeKind.LEGAL_REPRESENTATIVE: _represent,
    ChangeKind.MERGER: _merge,
    ChangeKind.DIVISION: _divide,
    ChangeKind.DISSOLUTION: _dissolve,
    ChangeKind.DORMANCY: _rest,
}


def _end_filings(work: Work, entity_id: int, on: date, why: str, centers: list[str] | None) -> None:
    """Filings in force end on the day, or on their first if they began later; centers: all."""
    held = filings.filings_in(work.connection, entity_id, FILED)
    for row in held:
        if centers is None or row["center_code"] in centers:
            filings.move_filing(
                work.connection, row, FilingState.ENDED, on=max(on, row["from_day"]),
                now=work.now, case_id=None, reason=why,
            )  # fmt: skip
            lost = "moved" if why == "moved_away" else "dissolved"
            no_longer_filed(work, entity_id, row["center_code"], lost)


def _end_listing(work: Work, entity_id: int, on: date) -> None:
    held = standing.on_record(work.connection, entity_id, None)["listings"]
    if not held:
        return
    version = begin_version(work, kind="ended", on=on)
    listings.end_listings(
        work.connection, held, on=on, ended_for="removed_other", case_id=None, now=work.now,
        version=version,
    )  # fmt: skip
    list_versions.finish_version(work.connection, version, removed=len(held))
    no_longer_listed(work, entity_id)
