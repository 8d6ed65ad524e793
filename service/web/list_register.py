"""The national list: on a day or in a version, filtered; two versions compared.

Source: M01-M05, M08.
"""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for

from service.domain.errors import NotFound
from service.domain.list_kinds import SUBTYPES
from service.office import Unit
from service.store import list_versions, people
from service.web.blueprint import web
from service.web.desk import is_entity, org_words, reading
from service.web.list_words import category_words, subtype_words
from service.web.page import page
from service.web.pages import pager
from service.web.reach import day_in_address, key_in_address, page_number
from service.web.register_links import add_register, register_links
from service.web.tongue import gettext, pgettext, pick
from service.web.views import Link, Tag
from service.web.views_lists import ComparePage, MemberLine, RegisterPage
from service.web.words import day_long

PAGE = 30
NEWEST = 2**31 - 1
Row = dict[str, Any]
add_register(15, "list", lambda: pgettext("many", "服务名单"), "web.list_register")


@web.get("/registers/list")
def list_register() -> Any:
    _officers_only()
    return page("list_register.html", _register(reading()), at="bans")


def _officers_only() -> None:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")


def _asked() -> Row:
    """The filters of the address, as the store takes them."""
    category = request.args.get("category", "")
    return {
        "q": request.args.get("q", "").strip()[:80],
        "category": int(category) if category in ("1", "2", "3") else None,
        "subtype": request.args.get("subtype", "")[:40],
        "province": request.args.get("province", "")[:6],
        "industry": request.args.get("industry", "").strip()[:40],
    }


def _register(unit: Unit) -> RegisterPage:
    asked, number = _asked(), page_number()
    version = min(key_in_address("version"), NEWEST)
    day = day_in_address("on", unit.today)
    when = list_versions.of_version(version) if version else list_versions.of_day(day)
    rows, total = list_versions.members_page(
        unit.connection, when, limit=PAGE, offset=(number - 1) * PAGE, **asked
    )
    kept = {k: v for k, v in asked.items() if v} | ({"version": version} if version else {})
    kept |= {} if version or day == unit.today else {"on": day.isoformat()}

    def href(n: int) -> str:
        return url_for("web.list_register", page=n, **kept)

    current = list_versions.current_version(unit.connection)
    place = gettext("第 %(n)s 版", n=version) if version else day_long(day)
    return RegisterPage(
        lead=gettext("%(place)s：共 %(n)s 个主体。现行第 %(current)s 版。", place=place, n=total,
                     current=current),
        rows=tuple(_line(unit, row, day if not version else unit.today) for row in rows),
        pager=pager(number, PAGE, total, href),
        day=day.isoformat(),
        version=version,
        current=current,
        q=asked["q"],
        industry=asked["industry"],
        selects=_selects(unit, asked),
        versions=_versions(unit),
        compare=url_for("web.compare_lists"),
        downloads=_downloads(version or current, asked["province"]),
        registers=register_links("list"),
    )  # fmt: skip


def _selects(unit: Unit, asked: Row) -> tuple[Any, ...]:
    every = ("", gettext("全部"))
    categories = (every, *((str(n), category_words(n)) for n in (1, 2, 3)))
    subtypes = (every, *((kind.key, pick(kind.zh, kind.en)) for kind in SUBTYPES.values()))
    offices = (
        every,
        *((row["code"], org_words(row["code"]))
          for row in people.organisations(unit.connection, "office")),
    )  # fmt: skip
    return (
        ("category", gettext("类别"), categories, str(asked["category"] or "")),
        ("subtype", gettext("细分类型"), subtypes, asked["subtype"]),
        ("province", gettext("省级单位"), offices, asked["province"]),
    )


def _versions(unit: Unit) -> tuple[tuple[str, ...], ...]:
    """(number, day, why, added, removed, changed, total) of every version, newest first."""
    return tuple(
        (
            str(row["number"]), row["effective_day"].isoformat(), _why(row), str(row["added"]),
            str(row["removed"]), str(row["changed"]), str(row["total"]),
        )
        for row in list_versions.versions(unit.connection, 30)
    )  # fmt: skip


def _why(row: Row) -> str:
    words = {
        "removal": gettext("因违规移出"),
        "clearing": gettext("备案清理后移出"),
        "restoration": gettext("决定撤销后恢复"),
        "ended": gettext("主体终止"),
    }
    if row["kind"] in words:
        return words[row["kind"]]
    office = org_words(row["province"])
    if row["round_name"]:
        return f"{office} · {pick(row['round_name'], row['round_name_en'])}"
    return gettext("%(office)s变更", office=office)


def _downloads(version: int, province: str) -> tuple[Link, ...]:
    if not version:
        return ()
    return tuple(
        Link(kind.upper(),
             url_for("web.export_version", version=version, kind=kind, province=province or None))
        for kind in ("xlsx", "csv", "json")
    )  # fmt: skip


def _line(unit: Unit, row: Row, day: Any) -> MemberLine:
    version = gettext("第 %(n)s 版", n=row["from_version"]) if row["from_version"] else "—"
    return MemberLine(
        name=row["unit_name"],
        href=url_for("web.entity", code=row["code"]),
        code=row["code"],
        host=row["entity_name"] if row["is_unit"] else "",
        category=category_words(row["category"]),
        subtype=subtype_words(row["subtype"]),
        office=org_words(row["office"]),
        industry=row["industry"] or "",
        since=row["from_day"].isoformat(),
        version=version,
        tag=_tag(unit, row, day),
    )


def _tag(unit: Unit, row: Row, day: Any) -> Tag:
    """In force, over, or of category 3 without the filing it stands on (M05, Q14)."""
    if row["to_day"] is not None and row["to_day"] <= day:
        for_cause = row["ended_for"] == "removed_for_cause"
        words = gettext("因违规移出") if for_cause else gettext("已移出")
        return Tag("danger" if for_cause else "plain", words, "out")
    needs = row["category"] == 3 and unit.rules.flag("third_category_leaves_with_filing", day)
    if needs and not list_versions.is_filed(unit.connection, row["entity_id"], day):
        return Tag("warn", gettext("备案已终止"), "warn")
    return Tag("ok", gettext("在册"), "ok")


@web.get("/registers/list/compare")
def compare_lists() -> Any:
    """Two versions beside each other: who came, who left, who changed category."""
    _officers_only()
    unit = reading()
    current = list_versions.current_version(unit.connection)
    before = min(key_in_address("before"), current)
    after = min(key_in_address("after") or current, current)
    if before > after:
        return redirect(url_for("web.compare_lists", before=after, after=before))
    found = list_versions.differences(unit.connection, before, after)
    words = {
        "added": gettext("新增"), "removed": gettext("移出"), "changed": gettext("改类别"),
    }  # fmt: skip
    parts = tuple(
        (kind, words[kind], tuple(_compared(unit, row) for row in rows))
        for kind, rows in found.items()
    )
    view = ComparePage(
        title=gettext("名单版本比较"),
        lead=_from_to(before, after),
        before=before,
        after=after,
        numbers=tuple(range(current, -1, -1)),
        parts=parts,
        registers=register_links("list"),
    )
    return page("list_compare.html", view, at="bans")


def _compared(unit: Unit, row: Row) -> MemberLine:
    line = _line(unit, row, unit.today)
    if "before" not in row:
        return line
    words = f"{category_words(row['before'])} → {line.category}"
    return MemberLine(**vars(line) | {"category": words})


def _from_to(before: int, after: int) -> str:
    if not before:
        return gettext("建版之前 → 第 %(b)s 版", b=after)
    return gettext("第 %(a)s 版 → 第 %(b)s 版", a=before, b=after)
