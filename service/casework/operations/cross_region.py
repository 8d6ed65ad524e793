"""Cross-region service: the ledger reserves under lock, and gives back what is not used (M12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.cross_region import (
    Asked,
    check_over,
    figures_en,
    figures_zh,
    no_override,
    target_center,
)
from service.casework.homes import on_moving
from service.casework.listed import on_leaving
from service.casework.openings.cross_region import PROCESS, check_wanted, runs_on
from service.casework.operations.registry import operation
from service.casework.providers import home_province, standing_today
from service.casework.refusals import one_wrong
from service.casework.work import SendMessage, Work
from service.domain.periods import ONE_DAY
from service.domain.words import CATEGORY_ZH
from service.store import cases, cross_region, listings

Row = dict[str, Any]


@operation(
    "cross_region.read",
    "核对跨区域服务资格",
    "Check the entitlement",
    "M10, M11",
    outputs=("way", "category"),
)
def read(work: Work) -> dict[str, Any]:
    """Which way the request goes: category 1 through the nation, category 2 its province.

    Where there is no center in the province, the nation names one if the rule says so (Q16).
    """
    held = standing_today(work.unit, work.entity_id)
    home = home_province(work.unit, work.entity_id)
    target = target_center(work, work.data["service_asked"]["target_center"])
    abroad = home != target["province"]
    way = "nation" if held.list_category == 1 or abroad else "province"
    zh, en = CATEGORY_ZH[held.list_category or 0], f"Category {held.list_category}"
    said = {
        "nation": (f"{zh}主体，由国家局协调。", f"{en}: the nation coordinates."),
        "province": (f"{zh}主体，由省局统筹。", f"{en}: the province arranges it."),
    }[way]
    return {
        "way": way,
        "category": held.list_category,
        "said": {"zh": said[0], "en": said[1]},
    }


@operation(
    "cross_region.propose",
    "核对跨区域服务意见",
    "Check the proposal",
    "M10-M12",
    inputs=("proposal",),
)
def propose(work: Work, proposal: Row) -> dict[str, Any]:
    """The center and terms proposed must be possible today; the record keeps the figures."""
    check_wanted(work.unit, proposal)
    asked = Asked(work, proposal)
    zh = f"建议 {asked.units} 件，至 {asked.until}；{figures_zh(asked.figures)}。"
    en = f"Proposed: {asked.units} until {asked.until}; {figures_en(asked.figures)}."
    return {"said": {"zh": zh, "en": en}}


@operation(
    "cross_region.ask_override",
    "提请国家局批准超限",
    "Ask the nation to go over the cap",
    "M12; Q4",
    inputs=("proposal",),
)
def ask_override(work: Work, proposal: Row) -> dict[str, Any]:
    """Only where the rule lets the nation override, and the cap is really in the way."""
    asked = Asked(work, proposal)
    if not asked.figures.may_override:
        raise no_override()
    if asked.figures.admits(asked.category, asked.units):
        raise one_wrong(
            "outcome",
            "没有超过上限，直接决定，不用提请国家局。",
            "The cap leaves room for it: decide it yourself.",
            "M12",
        )
    work.tell("CNIPA", "cross_region_override_asked", role="national_leader",
              entity=work.case.entity_name)  # fmt: skip
    zh = f"提请国家局批准超限，{figures_zh(asked.figures)}。"
    return {"said": {"zh": zh, "en": f"Over the cap: {figures_en(asked.figures)}."}}


@operation(
    "cross_region.grant",
    "批准跨区域服务",
    "Grant cross-region service",
    "M10-M12",
    inputs=("proposal", "override", "reasons"),
    outputs=("id", "center", "last_day", "free_on", "over_cap"),
)
def grant(work: Work, proposal: Row, override: bool, reasons: str) -> dict[str, Any]:
    """Reserves what is granted in the ledger, alone: of two for the last unit one is refused.

    override  the nation's leader decides above the cap, with reasons
    Raises InvalidForm with the figures when the cap leaves no room (E6 61).
    """
    asked = Asked(work, proposal)
    over = not asked.figures.admits(asked.category, asked.units)
    if over:
        check_over(asked, override)
    decided = work.actor.person_id or None
    grant_id = cross_region.add_grant(
        work.connection,
        asked.row()
        | {
            "over_cap": over,
            "override_reasons": reasons if over and override else "",
            "decided_by": decided,
        },
    )
    _tell_granted(work, asked, over)
    mark_zh, mark_en = ("，超过上限", ", above the cap") if over else ("", "")
    said = {
        "zh": f"批准{asked.target['short_zh']}提供跨区域服务 {asked.units} 件，"
        f"至 {asked.until}{mark_zh}；{figures_zh(asked.figures)}。",
        "en": f"{asked.target['name_en']} serves {asked.units} until {asked.until}{mark_en}; "
        f"{figures_en(asked.figures)}.",
    }
    return {
        "id": grant_id,
        "center": asked.target["code"],
        "last_day": str(asked.until),
        "free_on": str(asked.until + ONE_DAY),
        "over_cap": over,
        "said": said,
    }


def _tell_granted(work: Work, asked: Asked, over: bool) -> None:
    entity, target = work.case.entity_name, asked.target["code"]
    gaps = {"center": target, "until": str(asked.until), "units": str(asked.units)}
    work.tell(str(work.case.entity_org), "cross_region_granted", **gaps)
    work.tell(target, "cross_region_to_serve", role="center_head", entity=entity, **gaps)
    for office in sorted({asked.target["province"], asked.home}):
        kind = "cross_region_over_cap" if over else "cross_region_noted"
        work.tell(office, kind, entity=entity, **gaps)


@operation(
    "cross_region.refuse",
    "不同意跨区域服务",
    "Refuse cross-region service",
    "M11; D20",
    inputs=("reasons",),
)
def refuse(work: Work, reasons: str) -> dict[str, Any]:
    """The request ends without a grant; the entity reads why."""
    work.tell(str(work.case.entity_org), "cross_region_refused", reasons=reasons)
    return {"said": {"zh": f"不同意：{reasons}", "en": f"Refused: {reasons}"}}


@operation(
    "cross_region.expire", "跨区域服务到期", "The period is over", "D20, D21", outputs=("unused",)
)
def expire(work: Work) -> dict[str, Any]:
    """Notes what was not used and so returned; decides nothing: the last day did."""
    return _over(work, "cross_region_expired", "到期", "The period is over")


@operation(
    "cross_region.end",
    "提前终止跨区域服务",
    "End cross-region service early",
    "M26; E4 52",
    inputs=("reason",),
    outputs=("unused",),
)
def end(work: Work, reason: str) -> dict[str, Any]:
    """Ends a running grant today, or with a removal on the day that takes effect; what was
    reserved returns then. Without a grant, the request ends.

    reason  delisted | moved | withdrawn
    """
    row = cross_region.grant_of_case(work.connection, work.case.id)
    words = {
        "delisted": ("不再列入名单", "No longer on the list"),
        "moved": ("主体迁移", "The entity moved"),
        "withdrawn": ("主体撤回", "Withdrawn by the entity"),
    }[reason]
    if row is not None and runs_on(row, work.unit.today):
        cross_region.change_grant(
            work.connection,
            row["id"],
            ended_on=max(_ends_on(work, reason), row["from_day"]),
            ended_for="given_up" if reason == "withdrawn" else reason,
        )
    return _over(work, f"cross_region_{reason}", *words)


def _ends_on(work: Work, reason: str) -> date:
    """Today, or the later day on which a removal takes effect: until then the service stands."""
    if reason != "delisted":
        return work.unit.today
    return max([work.unit.today, *listings.last_days(work.connection, work.entity_id)])


def _over(work: Work, kind: str, zh: str, en: str) -> dict[str, Any]:
    row = cross_region.grant_of_case(work.connection, work.case.id)
    work.tell(str(work.case.entity_org), kind)
    if row is None:
        return {
            "unused": "0",
            "said": {"zh": f"{zh}，申请终止。", "en": f"{en}: the request ends."},
        }
    work.tell(row["target_center"], kind, entity=work.case.entity_name)
    uses = cross_region.uses_of(work.connection, [row["id"]])
    used = sum((use["units"] for use in uses if use["voided_on"] is None), row["units"] * 0)
    unused = row["units"] - used
    said = {
        "zh": f"{zh}，服务终止；用了 {used} 件，退回 {unused} 件。",
        "en": f"{en}: the service ends; {used} used, {unused} returned.",
    }
    return {"unused": str(unused), "said": said}


@on_leaving
def _left_list(work: Work, entity_id: int) -> None:
    """Requests and grants end with the listing (M26)."""
    for case_id in cases.live_cases(work.connection, entity_id, PROCESS):
        told = {"reason": "delisted", "by_case": work.case.number}
        work.effects.append(SendMessage(case_id=case_id, message="service_ended", payload=told))


@on_moving
def _home_moved(work: Work, entity_id: int) -> None:
    """A grant ends when its center became the entity's own, or is no longer in its province."""
    held = standing_today(work.unit, entity_id)
    province = home_province(work.unit, entity_id)
    for case_id in cases.live_cases(work.connection, entity_id, PROCESS):
        row = cross_region.grant_of_case(work.connection, case_id)
        if row is None or case_id == work.case.id:
            continue
        own = row["target_center"] in held.filed_at
        abroad = row["category"] == 2 and row["home_province"] != province
        if own or abroad:
            told = {"reason": "moved", "by_case": work.case.number}
            work.effects.append(SendMessage(case_id=case_id, message="service_ended", payload=told))
