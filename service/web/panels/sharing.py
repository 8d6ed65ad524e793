"""Beside the tasks of information sharing: the item, its notices, who has answered."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.office import Unit
from service.store import digests, sharing
from service.store.cases import Case
from service.web.desk import org_words
from service.web.panels.registry import begins, panels
from service.web.shared_words import kind_words, level_tag
from service.web.tongue import gettext, ngettext, pgettext, pick
from service.web.views import Fact, Link
from service.web.views_task import Panel
from service.web.words import day_long

Item = dict[str, Any]
MOST = 20


@panels("information_sharing")
def _panels(unit: Unit, case: Case, task: Item) -> tuple[Panel, ...]:
    item = sharing.item_of_case(unit.connection, case.id)
    if item is not None:
        return (_item(unit, item), *_silent(unit, item))
    digest = digests.digest_of_case(unit.connection, case.id)
    return (_digest(unit, digest),) if digest is not None else ()


@begins("information_sharing")
def _begin(unit: Unit, case_id: int) -> dict[str, dict[str, Any]]:
    """As the item stands now: reported by a finding, corrected by its center, or by a platform."""
    item = sharing.item_of_case(unit.connection, case_id)
    if item is None:
        return {}
    return {"item_reported": {"facts": item["facts"], "decision_no": item["decision_no"]}}


def _item(unit: Unit, item: Item) -> Panel:
    facts = [
        Fact(gettext("主体或代理机构"), f"{item['subject_name']}（{item['subject_code']}）"),
        Fact(gettext("行为"), kind_words(unit, item["kind"])),
        Fact(gettext("轻重"), level_tag(item["level"]).words, strong=True),
        Fact(gettext("通报单位"), org_words(item["center_code"] or item["province"])),
        Fact(gettext("查实日期"), day_long(item["verified_on"])),
        Fact(gettext("报送期限"), day_long(item["report_due_day"])),
        Fact(gettext("事实"), item["facts"]),
    ]
    if item["external_revision"]:
        words = gettext("%(id)s，第 %(n)s 版", id=item["external_id"], n=item["external_revision"])
        facts.append(Fact(gettext("中心平台"), words))
    link = Link(gettext("通报和反馈"), url_for("web.shared_item", item_id=item["id"]))
    return Panel("item", pgettext("register", "信息通报"), facts=tuple(facts), links=(link,))


def _silent(unit: Unit, item: Item) -> tuple[Panel, ...]:
    """Who has not answered, by region, before the notice is closed."""
    if not item["revision"]:
        return ()
    found = sharing.silent(unit.connection, item["id"], item["revision"])
    number = sum(len(orgs) for orgs in found.values())
    if not number:
        return (Panel("silent", gettext("反馈情况"), aside=gettext("全部反馈")),)
    rows = tuple(
        (org_words(province), pick("、", ", ").join(org_words(org) for org in orgs))
        for province, orgs in list(found.items())[:MOST]
    )
    aside = ngettext("%(num)d 个单位没有反馈", "%(num)d 个单位没有反馈", number)
    head = (gettext("省局"), gettext("没有反馈"))
    return (Panel("silent", gettext("反馈情况"), aside=aside, head=head, rows=rows),)


def _digest(unit: Unit, row: Item) -> Panel:
    lines = row["content"]["lines"]
    rows = tuple(
        (line["name"], kind_words(unit, line["kind"]), level_tag(line["level"]),
         org_words(line["center"]))
        for line in lines[:MOST]
    )  # fmt: skip
    head = (gettext("主体或代理机构"), gettext("行为"), gettext("轻重"), gettext("中心"))
    aside = ngettext("%(num)d 条", "%(num)d 条", len(lines)) if lines else gettext("没有信息")
    link = Link(gettext("全部归集"), url_for("web.digest", digest_id=row["id"]))
    return Panel("digest", pgettext("register", "月度归集"), aside=aside, head=head if rows else (),
                 rows=rows, links=(link,))  # fmt: skip
