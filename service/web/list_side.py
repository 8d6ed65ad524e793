"""Around a province's list: its steps, what stands in the way, categories, files, who looked."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.list_desk import CHECKING, COMPILING
from service.office import Unit
from service.store import list_files, lists, people
from service.store.cases import Case
from service.web.desk import person
from service.web.list_lines import Faults
from service.web.list_words import category_words
from service.web.tongue import gettext, ngettext
from service.web.views import Fact
from service.web.views_lists import Bar, StepMark
from service.web.words import day_short, instant

Row = dict[str, Any]
BAR_MOST, BAR_STEP = 183.0, 28
ORDER = ("compile", "approve", "submit", "check", "publish")
AT = {
    "compile_draft": 0, "revise_draft": 0, "approve_submission": 1, "check_rows": 3,
    "correct_rows": 0, "approve_list": 4,
}  # fmt: skip


def steps_of(unit: Unit, found: Row, element: str) -> tuple[StepMark, ...]:
    """The way of the list, with where it stands."""
    words = {
        "compile": gettext("编制"), "approve": gettext("省局审核"), "submit": gettext("报送"),
        "check": gettext("国家局逐行核对"), "publish": gettext("列入名单"),
    }  # fmt: skip
    subs = {
        "submit": instant(found["submitted_at"], unit.today) if found["submitted_at"] else "",
        "publish": gettext("第 %(n)s 版", n=found["version"]) if found["version"] else "",
        "compile": gettext("第 %(n)s 次修改", n=found["turn"]) if element == "correct_rows" else "",
    }
    if found["due_day"] and not subs["submit"]:
        subs["submit"] = gettext("%(day)s 前", day=day_short(found["due_day"], unit.today))
    now = AT.get(element, 5 if found["state"] == "listed" else -1)
    return tuple(
        StepMark(words[name], subs.get(name, ""), _mark(at, now)) for at, name in enumerate(ORDER)
    )


def _mark(at: int, now: int) -> str:
    if at == now:
        return "now"
    return "done" if at < now else "todo"


def note_of(rows: list[Row], faults: Faults, element: str, found: Row) -> tuple[str, str, str]:
    """(tone, strong, words) of the line above the rows; empty where nothing needs saying."""
    if element in COMPILING:
        return _compiling(rows, faults)
    if element in CHECKING:
        left = sum(row["verdict"] is None for row in rows)
        if left:
            strong = ngettext("还有 %(num)d 行没有核对。", "还有 %(num)d 行没有核对。", left)
            return "info", strong, gettext("全部核对后才能提交结论。")
        return "ok", gettext("每一行都已核对。"), gettext("可以提交结论。")
    if found["state"] in ("withdrawn", "not_submitted", "none_accepted"):
        return "info", gettext("这份名单已结案，没有生成新版。"), ""
    return "", "", ""


def _compiling(rows: list[Row], faults: Faults) -> tuple[str, str, str]:
    wrong = {n for n, mine in faults.items() if any(not f.is_warning for f in mine)}
    wrong |= {row["number"] for row in rows if row["verdict"] == "returned"}
    if wrong:
        strong = ngettext("还有 %(num)d 行要改正，不能送审。", "还有 %(num)d 行要改正，不能送审。",
                          len(wrong))  # fmt: skip
        return "danger", strong, gettext("其余各行不受影响；改好一行，通过一行。")
    if not rows:
        return "info", gettext("名单还是空的。"), gettext("导入文件，或逐行填写。")
    return "ok", gettext("没有错误。"), gettext("可以送负责人审核。")


def bars_of(rows: list[Row]) -> tuple[Bar, ...]:
    puts = [row["category"] for row in rows if row["operation"] == "put"]
    counts = {category: puts.count(category) for category in (1, 2, 3)}
    most = max(counts.values()) or 1
    return tuple(
        Bar(category_words(category), count, 8 + BAR_STEP * at, round(BAR_MOST * count / most, 1))
        for at, (category, count) in enumerate(counts.items())
    )


def import_facts(unit: Unit, case: Case, found: Row) -> Row:
    """The last import in facts, and the way to its report."""
    rows = list_files.imports_of(unit.connection, found["id"])
    if not rows:
        return {"imports": ()}
    last = rows[0]
    by = people.rows_by_id(unit.connection, last["imported_by"]) if last["imported_by"] else []
    digest = f"SHA-256 {last['sha256'][:4]}…{last['sha256'][-4:]}"
    facts = (
        Fact(gettext("文件"), last["name"]),
        Fact(gettext("导入"), instant(last["imported_at"], unit.today)),
        Fact(gettext("经办"), by[0]["name"] if by else ""),
        Fact(gettext("行数"), str(last["rows"])),
        Fact(gettext("取用"), str(last["taken"])),
        Fact(gettext("校验值"), digest),
    )
    report = url_for("web.import_report", number=case.number, import_id=last["id"])
    return {"imports": facts, "import_report": report}


def looks_of(unit: Unit, case: Case) -> tuple[Fact, ...]:
    """Who asked for this list and may not see it: for those who may."""
    if person().entity_id is not None:
        return ()
    rows = lists.refused_looks(unit.connection, case.id)[:10]
    return tuple(Fact(instant(row["at"], unit.today), row["actor"]) for row in rows)
