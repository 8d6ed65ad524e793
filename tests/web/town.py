"""A small house with life in it, made through the real actions: for the pages' tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from service.actions.advance_clock import advance_clock
from service.actions.complete_task import complete_task
from service.actions.create_person import create_person
from service.actions.found_house import found_house
from service.actions.open_case import open_case
from service.actions.publish_definitions import publish_definitions
from service.casework.actors import actor_of_login
from service.domain.periods import SHANGHAI
from service.domain.roles import Actor
from service.office import Office
from service.shipped import shipped_forms, shipped_processes
from service.store import entities, house, people, registers, work_items
from service.store.scope import visible_cases

PASSWORD = "mingdan-demo-2026"
START = datetime(2026, 8, 28, 14, 2, tzinfo=SHANGHAI)
PEOPLE = (
    ("zj-intake", "沈受理", "Shen", "zhejiang", "intake_officer"),
    ("zj-review", "周审核", "Zhou", "zhejiang", "reviewer"),
    ("zj-second", "吴复核", "Wu", "zhejiang", "second_reviewer"),
    ("zj-head", "钱主任", "Qian", "zhejiang", "center_head"),
    ("zj-vice", "郑副主任", "Zheng", "zhejiang", "center_head"),
    ("zj-violation", "孙处置", "Sun", "zhejiang", "violation_officer"),
    ("zj-office", "李经办", "Li", "330000", "provincial_officer"),
    ("zj-leader", "赵局长", "Zhao", "330000", "provincial_leader"),
    ("zj-industry", "冯工信", "Feng", "330000-industry", "consultee"),
    ("zj-development", "陈发改", "Chen", "330000-development", "consultee"),
    ("cnipa-officer", "国家经办", "National", "CNIPA", "national_officer"),
    ("cnipa-leader", "国家领导", "Leader", "CNIPA", "national_leader"),
    ("cnipa-examination", "审查员", "Examiner", "CNIPA", "examination_side"),
    ("auditor", "审计", "Auditor", "CNIPA", "auditor"),
)
SENSORS, PAPER, NEWCOMER = "杭州澄微传感技术有限公司", "海宁渚上电子材料有限公司", "湖州苕野生物科技有限公司"
CODES = {SENSORS: "91330108MA2AXX0015", PAPER: "91330481MA2BXX1427", NEWCOMER: "91330502MA2CXX0301",
         "金华麓芯半导体有限公司": "91330702MA2DXX0418"}  # fmt: skip


def application(name: str, code: str, today: str, **changes: Any) -> dict[str, Any]:
    """A complete application; `changes` replace answers."""
    return {
        "center": "zhejiang", "entity_name": name, "has_code": True, "entity_code": code,
        "entity_type": "enterprise", "registered_address": "浙江省杭州市滨江区沧浪路 18 号",
        "district_code": code[2:8], "legal_representative": "林一", "insured_count": 4,
        "contact_name": "林二", "contact_phone": "13800000001", "industry": "新一代信息技术",
        "products": "微机电压力传感器和信号调理芯片。", "ipc_classes": ["G01D", "G01N"],
        "rd_staff_count": 2, "rd_staff": [{"name": "林三", "education": "doctor"}],
        "ip_manager": "林二",
        "granted": {"inventions": 2, "utility_models": 5, "designs": 0},
        "expected": {"inventions": 12, "utility_models": 6, "designs": 0},
        "need_statement": "新产品一年内上市，需要尽快取得授权以便与客户签约。",
        "past_cancellation": False,
        "commitment": {"agreed": True, "signer": "林一", "position": "法定代表人", "signed_on": today},
    } | changes  # fmt: skip


class Town:
    """The house, and people who do things in it."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def found(self, at: datetime = START) -> None:
        found_house(self.office, is_demonstration=True)
        publish_definitions(self.office, processes=shipped_processes(), forms=shipped_forms())
        with self.office.begin() as unit:
            house.stand_clock(unit.connection, at)
        for login, name, name_en, org, role in PEOPLE:
            create_person(
                self.office, actor=None, login=login, name=name, name_en=name_en,
                password=PASSWORD, posts=((org, role),),
            )  # fmt: skip

    def who(self, login: str) -> Actor:
        with self.office.read() as unit:
            return actor_of_login(unit, login)

    def go(self, at: datetime) -> None:
        """Time moves on to `at` and stands there."""
        advance_clock(self.office, actor=None, to=at, standing=True)

    def later(self, **length: Any) -> None:
        with self.office.read() as unit:
            now = unit.now
        self.go(now + timedelta(**length))

    @property
    def today(self) -> str:
        with self.office.read() as unit:
            return unit.today.isoformat()

    def apply(self, name: str, login: str = "zj-intake", **changes: Any) -> str:
        values = application(name, CODES[name], self.today, **changes)
        done = open_case(
            self.office, actor=self.who(login), process_key="admission_review", values=values
        )
        return done.case_number

    def contact(self, name: str, login: str) -> None:
        """The entity gets a desk of its own and a contact person."""
        with self.office.begin() as unit:
            entity_id = entities.entity_id_of(unit.connection, CODES[name])
            row = {
                "code": f"E{entity_id}", "kind": "entity", "name_zh": name, "short_zh": name[:60],
                "name_en": name, "province": "330000", "entity_id": entity_id,
            }  # fmt: skip
            if people.organisation_by_code(unit.connection, row["code"]) is None:
                people.add_organisations(unit.connection, [row])
        create_person(
            self.office, actor=None, login=login, name="联系人", name_en="Contact",
            password=PASSWORD, posts=((f"E{entity_id}", "entity_contact"),),
        )  # fmt: skip

    def items(self, number: str) -> list[dict[str, Any]]:
        """Open work items of a case."""
        with self.office.read() as unit:
            rows, _ = registers.cases_page(
                unit.connection, visible_cases(sees_all=True), q=number, limit=1
            )
            found = work_items.items_of_case(unit.connection, rows[0]["id"])
        return [item for item in found if item["state"] == "open"]

    def do(self, number: str, element: str, login: str, **values: Any) -> None:
        """Complete the open task `element` of a case."""
        item = next(i for i in self.items(number) if i["element"] == element)
        complete_task(
            self.office, actor=self.who(login), item_id=item["id"], revision=item["revision"],
            values=values,
        )  # fmt: skip

    def clue(self, name: str, login: str = "zj-violation", **changes: Any) -> str:
        values = {
            "channel": "center_monitoring", "received_on": self.today, "entity_code": CODES[name],
            "kind": "abnormal", "facts": "同一天递交 6 件内容相近的申请，无研发记录。",
        } | changes  # fmt: skip
        done = open_case(
            self.office, actor=self.who(login), process_key="violation_handling", values=values
        )
        return done.case_number


ASSESSED = {
    "capability": "fairly_strong", "capability_reason": "研发投入和人员与产品相符，场地一致。",
    "site_visit": False, "need": "sufficient", "need_reason": "新产品上市时间紧，件数与产能相符。",
    "priority": False, "conclusion": "approve", "no_interest": True,
}  # fmt: skip


def file_entity(town: Town, name: str) -> str:
    """One entity goes all the way to being filed."""
    number = town.apply(name)
    town.do(number, "check_completeness", "zj-intake", outcome="complete")
    for element, login in (("ask_industry", "zj-industry"), ("ask_development", "zj-development")):
        town.do(number, element, login, opinion="support", reasons="产品列入省级培育。")
    town.do(number, "assess_application", "zj-review", **ASSESSED)
    town.do(number, "decide_admission", "zj-head", outcome="approve", reasons="同意评估意见。")
    town.do(number, "national_recheck", "cnipa-officer", outcome="pass", effective_on=town.today)
    return number


BASIS = "通知（十四）"


def propose_removal(town: Town, name: str) -> str:
    """A clue about a filed entity is verified as serious, and its removal is proposed."""
    number = town.clue(name)
    town.do(
        number, "verify_facts", "zj-violation", established=True, verified_on=town.today,
        applications_total=60, abnormal_count=48, facts="60 件中 48 件被认定为非正常申请。",
        reasons="数量大，性质严重。", proposed_severity="serious", proposed_ground="mass_abnormal",
        no_interest=True,
    )  # fmt: skip
    town.do(number, "decide_severity", "zj-head", severity="serious", ground="mass_abnormal",
            legal_basis=BASIS, reasons="查实属大量非正常申请。", no_interest=True)  # fmt: skip
    town.do(number, "propose_removal", "zj-vice", ground="mass_abnormal",
            facts="60 件中 48 件非正常。", legal_basis=BASIS, reasons="应当移出取消。")  # fmt: skip
    return number


def decide_removal(town: Town, number: str, effective: str) -> None:
    """The province agrees and the nation decides; the ban begins on `effective`."""
    town.do(number, "review_proposal", "zj-leader", outcome="agree", reasons="事实清楚，同意。")
    town.do(number, "decide_removal", "cnipa-leader", outcome="remove", ground="mass_abnormal",
            reasons="大量非正常申请，决定移出取消。", decision_no="取消决定〔2026〕0023 号",
            decided_on=town.today, effective_on=effective, legal_basis=BASIS,
            rights_told=True)  # fmt: skip


def day(text: str) -> datetime:
    """ "2026-10-09T10:24", Asia/Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def bring_to_life(town: Town) -> dict[str, str]:
    """A year and a half of cases; the numbers by what they show. It is 9 October 2026, 10:24."""
    town.found(day("2025-06-02T09:00"))
    filed = file_entity(town, PAPER)
    town.contact(PAPER, "paper")
    town.go(day("2026-03-02T09:30"))
    removal = propose_removal(town, PAPER)
    town.go(day("2026-03-11T10:00"))
    decide_removal(town, removal, "2026-03-16")
    town.go(day("2026-03-17T09:00"))
    town.do(removal, "acknowledge_cancellation", "zj-head", received_on="2026-03-16",
            executed_on="2026-03-17", has_in_flight=False)  # fmt: skip
    town.go(day("2026-08-28T14:02"))
    assessed = town.apply(SENSORS)
    town.contact(SENSORS, "sensors")
    town.go(day("2026-09-02T17:05"))
    town.do(assessed, "check_completeness", "zj-intake", outcome="correction",
            missing_items=[{"item": "参保人数", "problem": "与社保证明不一致"}],
            notice_text="请核对参保人数和研发人员，并补交联系人参保证明。")  # fmt: skip
    town.go(day("2026-09-09T16:40"))
    town.do(assessed, "correct_application", "sensors", accurate=True, signer="林一",
            answers=[{"item": "参保人数", "explanation": "按社保证明改正。"}], insured_count=7,
            rd_staff_count=4, expected={"inventions": 12, "utility_models": 4, "designs": 2},
            ipc_classes=["G01D", "G01N", "H04Q"])  # fmt: skip
    town.do(assessed, "check_completeness", "zj-intake", outcome="complete")
    town.go(day("2026-09-17T11:20"))
    town.do(assessed, "ask_development", "zj-development", opinion="support",
            reasons="该企业产品列入省级首台（套）培育，建议优先支持。")  # fmt: skip
    town.go(day("2026-09-28T09:00"))
    correction = town.apply(NEWCOMER, legal_representative="高一")
    town.contact(NEWCOMER, "newcomer")
    town.do(correction, "check_completeness", "zj-intake", outcome="correction",
            missing_items=[{"item": "营业执照", "problem": "没有上传"}],
            notice_text="请补交营业执照副本。")  # fmt: skip
    clue = town.clue(PAPER, facts="禁期中仍以旧名递交预审请求。", kind="false_information")
    town.go(day("2026-10-08T15:00"))
    fresh = town.apply("金华麓芯半导体有限公司")
    town.go(day("2026-10-09T10:24"))
    return {"filed": filed, "removal": removal, "assessed": assessed, "correction": correction,
            "clue": clue, "fresh": fresh}  # fmt: skip
