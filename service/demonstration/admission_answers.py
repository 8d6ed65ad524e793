"""What people fill in during an admission review."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from service.demonstration.applicants import SURNAMES, Applicant

Answers = dict[str, Any]
BASIS = "国知办发办字〔2023〕25号；国知办发保字〔2023〕49号"
NEEDS = (
    "新一代产品将于一年内上市，核心结构需要尽快取得授权，预计全年需要预审约 {n} 件。",
    "承担省级研发项目，结题前须完成核心专利布局，预计需要预审约 {n} 件。",
    "已与下游客户签订供货意向，对方要求提供授权专利，全年约 {n} 件需要预审。",
)
CAPABLE = (
    "有独立研发场所和稳定团队，近两年研发投入逐年增加。",
    "研发人员占比超过三成，核心技术均有自主申请。",
    "与高校共建实验室，研发记录完整。",
)
MISSING = (
    ("参保证明", "缺最近三个月的参保证明。"),
    ("研发能力证明", "研发人员清单少于三人，请补充学历和项目。"),
    ("产业领域证明", "营业执照经营范围看不出所属产业，请补充说明。"),
    ("联系人参保证明", "联系人不是本单位参保人员，请更换或说明。"),
)


def application(
    applicant: Applicant, center: str, industry: str, day: date, rng: Random
) -> Answers:
    """The opening form, filled in for this entity on this day."""
    wanted = rng.randint(2, 15)
    return _about(applicant, day) | {
        "center": center,
        "industry": industry,
        "key_industry": rng.random() < 0.25,
        "products": f"{applicant.products}。",
        "ipc_classes": [applicant.ipc],
        "qualifications": rng.choice(([], [], ["high_tech"], ["provincial_specialised"])),
        "rd_site": applicant.address,
        "rd_staff_count": max(3, applicant.size // 4),
        "rd_staff": [
            {"name": f"{name}某", "education": degree, "projects": applicant.products}
            for name, degree in zip(
                rng.sample(SURNAMES, 3), ("doctor", "master", "bachelor"), strict=True
            )
        ],
        "ip_rules": True,
        "granted": _numbers(rng.randint(1, 9), rng.randint(0, 12)),
        "expected": _numbers(wanted, wanted // 2),
        "need_statement": rng.choice(NEEDS).format(n=wanted + wanted // 2),
        "past_cancellation": False,
    }


def _about(applicant: Applicant, day: date) -> Answers:
    return {
        "entity_name": applicant.name,
        "has_code": True,
        "entity_code": applicant.code,
        "entity_type": applicant.kind,
        "registered_address": applicant.address,
        "district_code": applicant.center.district,
        "legal_representative": applicant.representative,
        "insured_count": applicant.size,
        "insured_month": f"{day.year}-{day.month:02d}" if day.day > 20 else _month_before(day),
        "contact_name": applicant.contact,
        "contact_phone": applicant.phone,
        "contact_email": f"contact{applicant.number}@example.com",
        "ip_manager": applicant.contact,
        "commitment": {
            "agreed": True,
            "signer": applicant.representative,
            "position": "法定代表人",
            "signed_on": day.isoformat(),
        },
    }


def _numbers(inventions: int, models: int) -> Answers:
    return {"inventions": inventions, "utility_models": models, "designs": 0}


def _month_before(day: date) -> str:
    return f"{day.year}-{day.month - 1:02d}" if day.month > 1 else f"{day.year - 1}-12"


def check_completeness(choice: str, rng: Random, day: date) -> Answers:
    said: Answers = {"outcome": choice}
    if choice == "correction":
        found = rng.sample(MISSING, rng.randint(1, 2))
        said["missing_items"] = [{"item": item, "problem": problem} for item, problem in found]
        said["notice_text"] = "请在期限内一次补齐所列材料；逾期未补，申请失效。"
    if choice == "not_acceptable":
        said |= {"reasons": "主营业务不在本中心服务的产业领域内。", "legal_basis": BASIS}
    return said


def correct_application(choice: str, rng: Random, day: date) -> Answers:
    item, _ = rng.choice(MISSING)
    return {
        "answers": [{"item": item, "explanation": "已按通知补齐，见附件。"}],
        "accurate": True,
        "signer": f"{rng.choice(SURNAMES)}某",
    }


def ask_opinion(choice: str, rng: Random, day: date) -> Answers:
    said: Answers = {"opinion": choice}
    if choice == "support":
        said |= {"reasons": "属本地重点培育方向，建议支持。", "key_industry": rng.random() < 0.4}
    if choice == "oppose":
        said["reasons"] = "与本地产业规划不符。"
    return said


def assess_application(choice: str, rng: Random, day: date) -> Answers:
    refused = choice == "refuse"
    said: Answers = {
        "capability": "insufficient" if refused else rng.choice(("strong", "fairly_strong")),
        "capability_reason": "研发记录与申报不一致。" if refused else rng.choice(CAPABLE),
        "site_visit": rng.random() < 0.2,
        "need": "insufficient" if refused else rng.choice(("sufficient", "mostly_sufficient")),
        "need_reason": "预审需求与研发计划基本相符。" if not refused else "看不出预审的实际需求。",
        "priority": False,
        "conclusion": choice,
        "reasons": "见以上评估。",
        "no_interest": True,
    }
    if said["site_visit"]:
        said["visited_on"] = day.isoformat()
    if choice == "consult_again":
        said["consult_question"] = "主体新增产业领域，请就该领域再作说明。"
    if refused:
        said["legal_basis"] = BASIS
    return said


def second_review(choice: str, rng: Random, day: date) -> Answers:
    return {"conclusion": choice, "reasons": "复核评估依据，同意。", "no_interest": True}


def decide_admission(choice: str, rng: Random, day: date) -> Answers:
    said: Answers = {"outcome": choice, "reasons": "同意评估意见。"}
    if choice == "return":
        said |= {"return_points": "请补充现场核查情况。", "reasons": "依据不足，退回补充。"}
    if choice == "refuse":
        said |= {"legal_basis": BASIS, "reasons": "不具备研发能力，预审需求不足。"}
    return said


def national_recheck(choice: str, rng: Random, day: date) -> Answers:
    said: Answers = {"outcome": choice, "reasons": "复核通过。"}
    if choice == "return":
        said |= {
            "return_points": "产业领域与分类号不一致，请核对。",
            "reasons": "请中心核对后再报。",
        }
    if choice == "refuse":
        said |= {"legal_basis": BASIS, "reasons": "与全国已备案数据比对不一致。"}
    return said
