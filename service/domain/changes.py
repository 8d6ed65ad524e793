"""Changes of an entity (变更): what is reported, whether it can be so, and what it will do.

Source: domain.md D9, 5.5, C1; E4 41, 44, 50, 52, 53.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from service.domain.errors import BadCode, FieldError, InvalidForm
from service.domain.identity import normalise_code
from service.domain.named import Named
from service.domain.periods import Unit, last_day

LONGEST_DORMANCY_YEARS = 3  # 市场主体登记管理条例 30: the law's own bound, no rule of the house
NAME, PLACE, PERSON = 120, 200, 60
MOST_PARTS = 10
Said = dict[str, Any]
Row = Mapping[str, Any]


class ChangeKind(Named):
    """What changed."""

    RENAME = "rename", "更名", "Change of name"
    CODE_CHANGE = "code_change", "代码变更", "Change of code"
    MOVE = "move", "迁址", "Move"
    LEGAL_REPRESENTATIVE = (
        "legal_representative",
        "法定代表人变更",
        "Change of legal representative",
    )
    MERGER = "merger", "合并", "Merger"
    DIVISION = "division", "分立", "Division"
    DISSOLUTION = "dissolution", "注销终止", "Dissolution"
    DORMANCY = "dormancy", "歇业", "Dormancy"


class ChangeState(Named):
    """Where a report stands."""

    PENDING = "pending", "待核定", "Waits for a decision"
    RETURNED = "returned", "已退回补充", "Returned once"
    ACCEPTED = "accepted", "已核准", "Accepted"
    REFUSED = "refused", "未核准", "Refused"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class MoveReach(Named):
    """How far a move goes."""

    IN_DISTRICT = "in_district", "区县内", "inside the district"
    IN_PROVINCE = "in_province", "省内", "inside the province"
    OTHER_PROVINCE = "other_province", "迁往外省", "to another province"


ENDING = frozenset({ChangeKind.DISSOLUTION, ChangeKind.MERGER})


def move_reach(before: Row, after: Row) -> MoveReach:
    if before["province"] != after["province"]:
        return MoveReach.OTHER_PROVINCE
    if before["district_code"] != after["district_code"]:
        return MoveReach.IN_PROVINCE
    return MoveReach.IN_DISTRICT


def read_change(
    kind: ChangeKind,
    said: Row,
    about: Row,
    effective_on: date | None,
    *,
    today: date,
    not_before: date | None = None,
) -> Said:
    """The new values as they are kept. Raises InvalidForm with every field to put right.

    about       the entity as it is now
    not_before  the day of the change before this one, of the same kind
    """
    wrong: list[FieldError] = []
    if about.get("dissolved_day") is not None:
        wrong.append(_wrong("kind", "主体已经终止，不能再变更。", "The entity is dissolved."))
    _check_day(effective_on, today, not_before, wrong)
    values = _READERS[kind](said, about, effective_on, wrong)
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
    return values


def _check_day(
    day: date | None, today: date, not_before: date | None, wrong: list[FieldError]
) -> None:
    if day is None:
        wrong.append(_wrong("effective_on", "请填写变更日。", "Give the day of the change."))
    elif day > today:
        zh, en = "变更日还没有到。变更之后再报告。", "It is in the future; report it afterwards."
        wrong.append(_wrong("effective_on", zh, en))
    elif not_before is not None and day < not_before:
        zh = f"不能早于上一次同类变更的日期 {not_before}。"
        en = f"It may not be before the last such change, {not_before}."
        wrong.append(_wrong("effective_on", zh, en))


def _text(said: Row, field: str, most: int, wrong: list[FieldError]) -> str:
    value = str(said.get(field) or "").strip()
    if not 1 <= len(value) <= most:
        zh, en = f"请填写，{most} 字以内。", f"Fill this in, at most {most} signs."
        wrong.append(_wrong(field, zh, en))
    return value


def _name(said: Row, about: Row, day: date | None, wrong: list[FieldError]) -> Said:
    name = _text(said, "name", NAME, wrong)
    if name == about["name"]:
        wrong.append(_wrong("name", "与现在的名称相同。", "It is the present name."))
    return {"name": name}


def _code(said: Row, about: Row, day: date | None, wrong: list[FieldError]) -> Said:
    try:
        code = normalise_code(str(said.get("code") or ""))
    except BadCode as bad:
        wrong.append(_wrong("code", bad.message("zh"), bad.message("en")))
        return {}
    if code == about["code"]:
        wrong.append(_wrong("code", "与现在的代码相同。", "It is the present code."))
    return {"code": code}


def _place(said: Row, about: Row, day: date | None, wrong: list[FieldError]) -> Said:
    place = {
        "province": _text(said, "province", 6, wrong),
        "city": _text(said, "city", 40, wrong),
        "district_code": _text(said, "district_code", 6, wrong),
        "address": _text(said, "address", PLACE, wrong),
    }
    district = place["district_code"]
    if district and not (district.isdigit() and len(district) == len("330100")):
        wrong.append(_wrong("district_code", "行政区划代码是 6 位数字。", "It has 6 digits."))
    elif district and place["province"] and district[:2] != place["province"][:2]:
        zh, en = "行政区划不在所选的省。", "The district is not in this province."
        wrong.append(_wrong("district_code", zh, en))
    if not wrong and all(place[name] == about[name] for name in place):
        wrong.append(_wrong("address", "与现在的地址相同。", "It is the present address."))
    return place


def _person(said: Row, about: Row, day: date | None, wrong: list[FieldError]) -> Said:
    name = _text(said, "legal_representative", PERSON, wrong)
    if name == about["legal_representative"]:
        zh, en = "与现在的法定代表人相同。", "It is the present legal representative."
        wrong.append(_wrong("legal_representative", zh, en))
    return {"legal_representative": name}


def _into(said: Row, about: Row, day: date | None, wrong: list[FieldError]) -> Said:
    """Merger: the code of the one that survives."""
    code = _other(said.get("into"), "into", about, wrong)
    return {"into": code}


def _parts(said: Row, about: Row, day: date | None, wrong: list[FieldError]) -> Said:
    """Division: the codes of what came of it; whether the divided one goes on."""
    given = said.get("parts") or ()
    texts = given.replace("，", " ").replace(",", " ").split() if isinstance(given, str) else given
    codes = [_other(text, "parts", about, wrong) for text in texts]
    if not 1 <= len(codes) <= MOST_PARTS or len(set(codes)) != len(codes):
        zh = f"写明分出的各主体代码，1 至 {MOST_PARTS} 个，不重复。"
        wrong.append(_wrong("parts", zh, f"Name 1 to {MOST_PARTS} different successors."))
    return {"parts": codes, "goes_on": bool(said.get("goes_on"))}


def _other(text: Any, field: str, about: Row, wrong: list[FieldError]) -> str:
    try:
        code = normalise_code(str(text or ""))
    except BadCode as bad:
        wrong.append(_wrong(field, bad.message("zh"), bad.message("en")))
        return ""
    if code == about["code"]:
        wrong.append(_wrong(field, "不能是主体自己。", "It can not be the entity itself."))
    return code


def _until(said: Row, about: Row, day: date | None, wrong: list[FieldError]) -> Said:
    """Dormancy: its last day."""
    given = said.get("until")
    try:
        until = given if isinstance(given, date) else date.fromisoformat(str(given or ""))
    except ValueError:
        wrong.append(_wrong("until", "请填写歇业最后一日。", "Give the last day of it."))
        return {}
    if day is not None and until < day:
        wrong.append(_wrong("until", "不能早于歇业起始日。", "It ends before it begins."))
    elif day is not None and until > last_day(day, LONGEST_DORMANCY_YEARS, Unit.YEAR):
        zh, en = "歇业最长三年。", "Dormancy lasts three years at most."
        wrong.append(_wrong("until", zh, en))
    return {"until": until.isoformat()}


def _nothing(said: Row, about: Row, day: date | None, wrong: list[FieldError]) -> Said:
    return {}


_READERS: dict[ChangeKind, Callable[[Row, Row, date | None, list[FieldError]], Said]] = {
    ChangeKind.RENAME: _name,
    ChangeKind.CODE_CHANGE: _code,
    ChangeKind.MOVE: _place,
    ChangeKind.LEGAL_REPRESENTATIVE: _person,
    ChangeKind.MERGER: _into,
    ChangeKind.DIVISION: _parts,
    ChangeKind.DISSOLUTION: _nothing,
    ChangeKind.DORMANCY: _until,
}


def _wrong(field: str, zh: str, en: str) -> FieldError:
    return FieldError(field=field, zh=zh, en=en)
