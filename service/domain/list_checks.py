"""What a row must fulfil, held against what is on file.

Source: M02-M05; M28; Q14, Q16; E7 83.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from service.domain.list_kinds import SUBTYPES
from service.domain.list_rows import (
    KnownCode,
    ListContext,
    RowFault,
    Values,
    fault,
    member_key,
    squeezed,
)

Rows = Iterable[tuple[int, Values]]


def check_row(number: int, row: Values, context: ListContext) -> list[RowFault]:
    """What must be put right in one row that could be read, and what is worth a look."""
    known = context.known.get(row["code"]) if row["code"] else None
    found: list[RowFault] = []
    for look in _LOOKS:
        found.extend(look(number, row, known, context))
    return found


def check_twice(
    rows: Rows, before: Rows = (), *, where: tuple[str, str] = ("", "")
) -> Iterator[RowFault]:
    """Rows that are the same member as an earlier one, in `rows` themselves or `before` them.

    where  how the place of the rows before is called, in both languages
    """
    first: dict[tuple[str, str], tuple[int, tuple[str, str]]] = {}
    for number, row in before:
        first.setdefault(_key(row), (number, where))
    for number, row in rows:
        key = _key(row)
        if not key[0]:
            continue
        held = first.get(key)
        if held is None:
            first[key] = (number, ("", ""))
            continue
        zh = f"与{held[1][0]}第 {held[0]} 行重复。以代码为准，只能留一行。"
        en = f"The same as row {held[0]}{held[1][1]}. The code decides: only one row may stay."
        yield fault(number, "code", row["code"], "duplicate", zh, en)


def _key(row: Values) -> tuple[str, str]:
    return member_key(row["code"], row["unit_name"], row["host_name"])


Known = KnownCode | None


def _needed(number: int, row: Values, known: Known, context: ListContext) -> Iterator[RowFault]:
    if not row["unit_name"]:
        yield fault(number, "unit_name", "", "missing", "没有填写名称。", "Give the name.")
    if not row["city"]:
        yield fault(number, "city", "", "missing", "填所在地市。", "Give the city.")
    if row["category"] in (1, 2) and not row["evidence"]:
        zh = "一、二类要写认定依据（文号）。"
        yield fault(
            number, "evidence", "", "no_evidence", zh, "Categories 1 and 2 need a document."
        )
    if row["category"] == 3 and not row["industry"]:
        zh, en = "三类要写所属重点产业。", "Category 3 needs its key industry."
        yield fault(number, "industry", "", "no_industry", zh, en)
    if not row["contact_name"] or not row["contact_phone"]:
        zh, en = "没有联系人或电话。", "No contact or phone."
        name = "contact_name" if not row["contact_name"] else "contact_phone"
        yield fault(number, name, "", "no_contact", zh, en, is_warning=True)


def _host(number: int, row: Values, known: Known, context: ListContext) -> Iterator[RowFault]:
    kind = SUBTYPES.get(row["subtype"])
    if kind is not None and kind.is_unit and not row["host_name"]:
        zh = f"{kind.zh}要写依托单位；代码填依托单位的。"
        en = f"{kind.en}: name its host, and give the host's code."
        yield fault(number, "host_name", "", "no_host", zh, en)
    if known is None or not row["unit_name"]:
        return
    named = squeezed(row["host_name"] or row["unit_name"])
    if named != squeezed(known.name):
        name = "host_name" if row["host_name"] else "unit_name"
        zh = f"名册里这个代码是“{known.name}”。以代码为准，请核对。"
        en = f"On file this code is “{known.name}”. The code decides; compare."
        yield fault(number, name, row[name], "other_name", zh, en, is_warning=True)


def _place(number: int, row: Values, known: Known, context: ListContext) -> Iterator[RowFault]:
    """Rows are of the province; another office's member is refused without a word of whose."""
    if _key(row) in context.others and row["code"]:
        zh = "这个主体已由其他省级单位报送或在册。请与国家局联系。"
        en = "Another office has submitted or listed this entity. Ask the national administration."
        yield fault(number, "code", row["code"], "elsewhere", zh, en)
    elif known is not None and known.province not in (None, context.province):
        zh = "这个主体的住所不在本辖区。先办理住所变更，或核对代码。"
        en = "Its home is outside this jurisdiction. Record the move first, or check the code."
        yield fault(number, "code", row["code"], "other_home", zh, en)


def _filing(number: int, row: Values, known: Known, context: ListContext) -> Iterator[RowFault]:
    """Category 3 only if filed; what is said of a filing must be on record (M05)."""
    filed = dict(known.filed) if known else {}
    center = context.centers.get(squeezed(row["filing_center"])) if row["filing_center"] else None
    if row["category"] == 3 and context.needs_filing and not filed:
        zh = "三类主体必须已在保护中心备案。先办备案，或移出本次。"
        en = "Category 3 must be filed at a center. File first, or leave the row out."
        yield fault(number, "is_filed", row["filing_center"], "not_filed", zh, en)
    elif row["filing_center"] and center is None:
        zh, en = "没有这个保护中心。写名册里的名称。", "There is no such center."
        yield fault(number, "filing_center", row["filing_center"], "unknown_center", zh, en)
    elif center is not None and center not in filed:
        zh, en = "在这个中心没有有效的备案，请核对。", "It has no filing in force at this center."
        yield fault(number, "filing_center", row["filing_center"], "other_center", zh, en)
    elif row["is_filed"] and not filed:
        zh, en = "没有有效的备案。改为“否”，或核对代码。", "No filing is in force: write 否."
        yield fault(number, "is_filed", "是", "not_filed", zh, en)
    elif center is not None and row["filed_on"] and row["filed_on"] != filed[center]:
        zh = f"备案记录是 {filed[center]}，以记录为准。"
        en = f"The filing began on {filed[center]}; the record decides."
        yield fault(number, "filed_on", row["filed_on"], "other_day", zh, en, is_warning=True)


def _service(number: int, row: Values, known: Known, context: ListContext) -> Iterator[RowFault]:
    if row["category"] in (2, 3) and not context.has_center and not context.serves_without_center:
        zh = "本辖区没有保护中心，二、三类无人服务，只能提请列为一类（Q16）。"
        en = "No protection center here serves categories 2 and 3: only category 1 may be proposed."
        yield fault(number, "category", row["category"], "no_center_here", zh, en)
    if row["category"] == 3 and row["cross_region"]:
        zh, en = "三类没有跨区域服务。", "Category 3 has no cross-region service."
        yield fault(number, "cross_region", "是", "no_cross_region", zh, en, is_warning=True)


def _ban(number: int, row: Values, known: Known, context: ListContext) -> Iterator[RowFault]:
    if known is not None and known.banned_until is not None and context.bans_bar_listing:
        zh = f"在禁期中，最后一日 {known.banned_until}，不能列入（M28）。"
        en = f"Banned until {known.banned_until}: it may not be listed."
        yield fault(number, "code", row["code"], "banned", zh, en)


_LOOKS: tuple[Callable[[int, Values, Known, ListContext], Iterable[RowFault]], ...] = (
    _needed, _host, _place, _filing, _service, _ban,
)  # fmt: skip


def errors_of(faults: Iterable[RowFault]) -> list[RowFault]:
    return [found for found in faults if not found.is_warning]


def changed_fields(before: Values, after: Values) -> tuple[str, ...]:
    """Which of the values that a member is known by differ."""
    names: tuple[Any, ...] = ("category", "subtype", "unit_name", "host_name", "city", "industry")
    return tuple(name for name in names if (before.get(name) or "") != (after.get(name) or ""))
