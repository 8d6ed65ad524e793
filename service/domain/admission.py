"""The gate of admission: held at submission and again right before the decision.

Every check is made and shown, so that an officer sees all there is to put right; a warning
never closes the gate. Source: M13, M17, M27, M28; E1 8, E3 29, E4 46, E7 73.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.bans import Ban, banned_run
from service.domain.identity import CODE_LENGTH, check_code
from service.domain.periods import ONE_DAY
from service.domain.rules import Rules
from service.domain.words import COMMA_ZH, zh_day


@dataclass(frozen=True)
class PriorCancellation:
    """A filing of this entity that was cancelled before: shown, not held against it."""

    center: str
    cancelled_day: date
    decision_no: str = ""


@dataclass(frozen=True, kw_only=True)
class GateFacts:
    """What the gate looks at. `day` is the Shanghai day of the instant it is held.

    `live_at`: centers with another live application of this entity. `center_districts`:
    prefixes of the district codes the center serves; none means its whole province.
    `substitute_code`: the unit has no credit code and proved its substitute.
    """

    day: date
    center: str
    center_province: str
    entity_province: str | None
    code: str
    stage: str = "submission"  # submission | decision
    bans: tuple[Ban, ...] = ()
    live_at: tuple[str, ...] = ()
    filed_here: bool = False
    entity_district: str = ""
    center_districts: tuple[str, ...] = ()
    industry: str | None = None
    center_industries: tuple[str, ...] = ()
    commitment_signed: bool = False
    prior_cancellations: tuple[PriorCancellation, ...] = ()
    under_investigation: bool = False
    dissolved_day: date | None = None
    substitute_code: bool = False


@dataclass(frozen=True)
class GateCheck:
    """One check: passed, failed, or passed with a warning; the sentence says which and why."""

    key: str
    passed: bool
    warning: bool
    zh: str
    en: str
    source: str

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class GateResult:
    passed: bool
    checks: tuple[GateCheck, ...]

    @property
    def failed(self) -> tuple[GateCheck, ...]:
        return tuple(c for c in self.checks if not c.passed)

    @property
    def warnings(self) -> tuple[GateCheck, ...]:
        return tuple(c for c in self.checks if c.warning)

    def as_json(self) -> dict[str, Any]:
        return {"passed": self.passed, "checks": [c.as_json() for c in self.checks]}


def gate(facts: GateFacts, rules: Rules) -> GateResult:
    """Hold the gate; it passes when no check fails."""
    checks = (
        _existence(facts),
        _ban(facts, rules),
        _live_application(facts, rules),
        _investigation(facts, rules),
        _jurisdiction(facts, rules),
        _industry(facts),
        _commitment(facts),
        _code(facts),
        _history(facts),
    )
    return GateResult(all(c.passed for c in checks), checks)


def _ok(key: str, zh: str, en: str, source: str) -> GateCheck:
    return GateCheck(key, True, False, zh, en, source)


def _fail(key: str, zh: str, en: str, source: str) -> GateCheck:
    return GateCheck(key, False, False, zh, en, source)


def _warn(key: str, zh: str, en: str, source: str) -> GateCheck:
    return GateCheck(key, True, True, zh, en, source)


def _existence(facts: GateFacts) -> GateCheck:
    gone = facts.dissolved_day
    if gone is not None and gone <= facts.day:
        return _fail(
            "existence",
            f"主体已于{zh_day(gone)}注销或终止，不能申报。",
            f"The entity was dissolved on {gone} and can not apply.",
            "E4 53",
        )
    return _ok("existence", "主体存续。", "The entity exists.", "E4 53")


def _ban(facts: GateFacts, rules: Rules) -> GateCheck:
    run = banned_run(facts.bans, facts.day)
    source = "M28; 民法典 201, 202"
    if run is None:
        return _ok("ban", "不在禁期内。", "No ban is in force.", source)
    until, free = run[1], run[1] + ONE_DAY
    if rules.choice("ban_bars", facts.day) == "listing":
        return _warn(
            "ban",
            f"禁期至{zh_day(until)}，只限名单，不影响备案。",
            f"A ban holds until {until}, for the list only; it does not bar a filing.",
            source + "; Q7",
        )
    return _fail(
        "ban",
        f"禁期中，最后一日是{zh_day(until)}。{zh_day(free)} 00:00 起可以申报。",
        f"A ban is in force; its last day is {until}. From {free} 00:00 it may apply.",
        source,
    )


def _live_application(facts: GateFacts, rules: Rules) -> GateCheck:
    key, source = "live_application", "domain.md c1; E7 73"
    if facts.filed_here:
        return _fail(
            key,
            "已在本中心备案，不用再申报；情况有变请登记变更。",
            "It is already filed at this center; report a change instead.",
            source,
        )
    here = facts.center in facts.live_at
    if here and rules.flag(
        "one_live_application_per_center", facts.day, facts.center_province, facts.center
    ):
        return _fail(
            key,
            "在本中心已有一件在办申报。等它办结或撤回后再申报。",
            "An application at this center is under way. Wait for its end or withdraw it.",
            source,
        )
    others = [c for c in facts.live_at if c != facts.center]
    if others and rules.flag("one_live_application_nationwide", facts.day):
        return _fail(
            key,
            "在其他中心已有一件在办申报。等它办结或撤回后再申报。",
            "An application at another center is under way. Wait for its end or withdraw it.",
            source,
        )
    if facts.live_at:
        return _warn(
            key,
            f"另有 {len(facts.live_at)} 件在办申报，不影响本件。",
            f"{len(facts.live_at)} other applications are under way; this one may go on.",
            source,
        )
    return _ok(key, "没有在办的申报。", "No other application is under way.", source)


def _investigation(facts: GateFacts, rules: Rules) -> GateCheck:
    key, source = "investigation", "domain.md 4"
    if not facts.under_investigation:
        return _ok(key, "没有核实中的违规。", "No violation is being verified.", source)
    if rules.flag("investigation_bars_application", facts.day, facts.center_province):
        return _fail(
            key,
            "违规正在核实，办结前不能申报。",
            "A violation is being verified; it may apply when that has ended.",
            source,
        )
    return _warn(
        key,
        "有违规正在核实，不影响申报。",
        "A violation is being verified; it does not bar the application.",
        source,
    )


def _jurisdiction(facts: GateFacts, rules: Rules) -> GateCheck:
    key, source = "jurisdiction", "M13; domain.md 2.1"
    rule = rules.choice("jurisdiction", facts.day, facts.center_province, facts.center)
    if rule == "none":
        return _ok(key, "不限登记地。", "No requirement of registration.", source)
    if facts.entity_province != facts.center_province:
        return _fail(
            key,
            "登记地不在中心所在省。请向登记地的中心申报。",
            "It is registered outside the center's province. Apply at a center of its own.",
            source,
        )
    served = facts.center_districts
    if rule == "district" and served and not facts.entity_district.startswith(served):
        return _fail(
            key,
            "登记地不在中心的服务区域。请向登记地的中心或省中心申报。",
            "It is registered outside the center's districts. Apply at the center of its "
            "district or of the province.",
            source,
        )
    return _ok(key, "登记地在服务区域内。", "It is registered where the center serves.", source)


def _industry(facts: GateFacts) -> GateCheck:
    key, source = "industry", "domain.md 1.1, 2.1"
    if not facts.center_industries:
        return _warn(
            key,
            "中心的产业领域还没有登记，请人工核对。",
            "The center's fields are not on record: compare them by hand.",
            source,
        )
    if facts.industry in facts.center_industries:
        return _ok(key, f"产业领域相符：{facts.industry}。", "The field fits.", source)
    return _fail(
        key,
        f"产业领域不在中心的批复范围内。本中心：{COMMA_ZH.join(facts.center_industries)}。",
        f"The field is not one of the center's: {', '.join(facts.center_industries)}.",
        source,
    )


def _commitment(facts: GateFacts) -> GateCheck:
    if facts.commitment_signed:
        return _ok("commitment", "已书面承诺。", "The commitment is signed.", "M17")
    return _fail(
        "commitment",
        "还没有书面承诺。签署承诺书后再申报。",
        "The commitment is not signed. Sign it, then apply.",
        "M17",
    )


def _code(facts: GateFacts) -> GateCheck:
    key, source = "code", "GB 32100-2015; E4 46, 48"
    if facts.substitute_code:
        return _warn(
            key,
            "没有统一社会信用代码，用替代代码。核对证明材料。",
            "It has no credit code and uses a substitute. Look at its proof.",
            source,
        )
    if len(facts.code) != CODE_LENGTH:
        return _fail(
            key,
            "没有18位统一社会信用代码，也没有替代代码的证明。补齐后再申报。",
            "There is neither an 18-character code nor a proved substitute. Supply one.",
            source,
        )
    check = check_code(facts.code)
    if check.ok:
        return _ok(key, check.zh, check.en, source)
    return _warn(key, check.zh, check.en, source)


def _history(facts: GateFacts) -> GateCheck:
    key, source = "prior_cancellations", "M27; D19"
    past = sorted(facts.prior_cancellations, key=lambda p: p.cancelled_day)
    if not past:
        return _ok(key, "没有被取消过备案。", "No filing was ever cancelled.", source)
    return _warn(
        key, f"曾被取消备案：{_listed_zh(past)}。", f"Cancelled before: {_en(past)}.", source
    )


def _listed_zh(past: Iterable[PriorCancellation]) -> str:
    return COMMA_ZH.join(f"{p.center} {zh_day(p.cancelled_day)}" for p in past)


def _en(past: Iterable[PriorCancellation]) -> str:
    return ", ".join(f"{p.center} {p.cancelled_day}" for p in past)
