"""The nation opens a round: every regional office is asked for its list (M01, M37, M39)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.casework.list_desk import KEY
from service.casework.openings.lists import about_round
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.limits import due
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Office, Unit
from service.store import lists, people, planned
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class ListRoundOpened:
    """`offices`: how many are asked; the clock opens a case for each."""

    round_id: int
    name: str
    due_day: date
    offices: int


def open_list_round(
    office: Office,
    *,
    actor: Actor,
    year: int,
    name: str = "",
    name_en: str = "",
    due_day: date | None = None,
    offices: Sequence[str] = (),
) -> ListRoundOpened:
    """Ask for lists until a day; the period of the rule `list_submission` where none is named.

    offices  codes of those asked; every regional office, the Corps among them, where none is named
    Raises NotAllowed, InvalidForm.
    """
    if not may_do(actor, Role.NATIONAL_OFFICER, NATION_CODE):
        raise NotAllowed(
            reason_zh="编报由国家局经办开启。", reason_en="a national officer opens a round."
        )

    def once(unit: Unit) -> ListRoundOpened:
        day = due_day or _usual_day(unit)
        title = name.strip() or f"{year}年精准服务名单编报"
        asked = _offices(unit, offices)
        _check(unit, year, title, name_en, day)
        values = {
            "year": year, "name": title, "name_en": name_en.strip() or f"List of {year}",
            "due_day": day, "offices": asked, "opened_at": unit.now, "opened_by": actor.person_id,
        }  # fmt: skip
        round_id = lists.add_round(unit.connection, values)
        found = values | {"id": round_id}
        planned.plan_openings(
            unit.connection, [_planned(unit, found, code, unit.now) for code in asked]
        )
        said = {"round": round_id, "name": title, "due_day": str(day), "offices": len(asked)}
        _note(unit, actor, said)
        opened = ListRoundOpened(round_id=round_id, name=title, due_day=day, offices=len(asked))
        return unit.done(opened)

    return repeated(office, once)


def _note(unit: Unit, actor: Actor, said: dict[str, Any]) -> None:
    line = Entry(at=unit.now, person_id=actor.person_id, actor=actor.name,
                 verb="list.round_opened", detail=said)  # fmt: skip
    append_to_house(unit.connection, line)


def _usual_day(unit: Unit) -> date:
    return due(unit.rules.limit("list_submission", unit.today), unit.today, unit.calendar).last_day


def _offices(unit: Unit, named: Sequence[str]) -> list[str]:
    known = [row["code"] for row in people.organisations(unit.connection, "office")]
    strange = sorted(set(named) - set(known))
    if strange:
        raise _wrong("offices", f"没有这个单位：{strange[0]}。", f"No such office: {strange[0]}.")
    return [code for code in known if not named or code in named]


def _check(unit: Unit, year: int, name: str, name_en: str, day: date) -> None:
    if not unit.today.year - 1 <= year <= unit.today.year + 1:
        raise _wrong("year", "年度是今年、去年或明年。", "This year, the last or the next.")
    if len(name) > 60 or len(name_en) > 80:
        raise _wrong("name", "名称最多 60 个字。", "At most 60 signs.")
    if day < unit.today:
        raise _wrong("due_day", "期限不能早于今天。", "The day can not lie before today.")
    if day.year > year + 1:
        zh, en = f"期限最晚到 {year + 1} 年底。", f"The day lies in {year + 1} at the latest."
        raise _wrong("due_day", zh, en)
    if lists.has_round_named(unit.connection, name):
        raise _wrong("name", f"“{name}”已经开启过。", f"“{name}” was opened before.")


def _planned(
    unit: Unit, found: dict[str, object], province: str, at: datetime
) -> dict[str, object]:
    about = about_round(unit, found, province)
    return {
        "key": f"list_round:{found['id']}:{province}",
        "process_key": KEY,
        "province": province,
        "subject": about.subject,
        "subject_en": about.subject_en,
        "answers": {"basis": "round", "round": found["id"]},
        "due_at": at,
    }


def _wrong(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))
