"""An administrator proposes the days off of a year; another one approves or rejects them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import four_eyes
from service.casework.retry import repeated
from service.domain.calendar_rows import Row, check_year, day_changes
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import proposals

LONGEST = {"notice": 120, "reason": 300}


@dataclass(frozen=True, kw_only=True)
class CalendarProposed:
    """It waits for another administrator; the calendar is as it was."""

    proposal_id: int
    year: int
    days: int


def propose_calendar_year(
    office: Office, *, actor: Actor, year: int, rows: list[Row], notice: str, reason: str = ""
) -> CalendarProposed:
    """Keep the proposal and tell the administrators. Source: D25; 放假办法.

    rows    {"day", "kind": "off" | "work", "name"}: every day off and make-up day of the year
    notice  what announces these days
    Raises NotAllowed, InvalidForm, WrongState when one waits for the same year.
    """
    four_eyes.check_administrator(actor)
    _check_texts(notice, reason)
    check_year(year, rows)

    def once(unit: Unit) -> CalendarProposed:
        _check_alone(unit, year)
        _check_changes(unit, year, rows)
        kept = [_kept(row, notice) for row in sorted(rows, key=_day)]
        said = {"year": year, "days": kept, "notice": notice.strip(), "reason": reason.strip()}
        proposal_id = proposals.add_proposal(
            unit.connection, proposals.CALENDAR, said | four_eyes.proposed_by(unit, actor)
        )
        told = {"proposal": proposal_id, "year": year, "days": len(rows)}
        four_eyes.note(unit, actor, "calendar.proposed", **told)
        four_eyes.tell_administrators(unit, "calendar_proposed", year=year, who=actor.name)
        return unit.done(CalendarProposed(proposal_id=proposal_id, year=year, days=len(rows)))

    return repeated(office, once)


def _day(row: Row) -> date:
    found: date = row["day"]
    return found


def _kept(row: Row, notice: str) -> dict[str, str]:
    return {
        "day": _day(row).isoformat(),
        "kind": row["kind"],
        "name": str(row.get("name") or "")[:40],
        "notice": notice.strip(),
    }


def _check_texts(notice: str, reason: str) -> None:
    wrong = []
    if not notice.strip():
        zh, en = "写明公布这些日子的通知。", "Name the notice that announces these days."
        wrong.append(FieldError(field="notice", zh=zh, en=en))
    for field, text in (("notice", notice), ("reason", reason)):
        if len(text.strip()) > LONGEST[field]:
            zh, en = f"最多 {LONGEST[field]} 个字。", f"At most {LONGEST[field]} signs."
            wrong.append(FieldError(field=field, zh=zh, en=en))
    if wrong:
        raise InvalidForm(fields=tuple(wrong))


def _check_alone(unit: Unit, year: int) -> None:
    other = proposals.pending_of(unit.connection, proposals.CALENDAR, year=year)
    if other is not None:
        number, who = other["id"], other["proposed_as"]
        raise WrongState(
            reason_zh=f"{year} 年已有待批的提案（第 {number} 号，{who}提出）。"
            "先批准、驳回或撤回它。",
            reason_en=f"a proposal for {year} waits already (no. {number}, by {who}); "
            "approve, reject or withdraw it first.",
        )


def _check_changes(unit: Unit, year: int, rows: list[Row]) -> None:
    loaded = unit.calendar.covers(date(year, 1, 1))
    if loaded and not day_changes(unit.calendar, year, rows):
        zh, en = f"与已载入的 {year} 年完全相同。", f"It is {year} as it is loaded already."
        raise InvalidForm(fields=(FieldError(field="rows", zh=zh, en=en),))
