"""What people answer in re-reviews of a demonstration."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
STAFF = [
    {"name": "研发人员甲", "education": "master", "title": "高级工程师", "projects": "主轴监测"},
    {"name": "研发人员乙", "education": "bachelor", "title": "工程师", "projects": "样机试制"},
    {"name": "研发人员丙", "education": "doctor", "title": "研究员", "projects": "信号处理算法"},
]
LEGAL_BASIS = "本中心公布的备案主体管理规定；备案承诺书"


def drafted(name: str, begins: date, *, first: int, second: int, scope: Row) -> Row:
    """A campaign from a day on: a window of 33 days, the batches so many days after its begin."""
    return {
        "name": name,
        "window_from": begins.isoformat(),
        "window_last": (begins + timedelta(days=33)).isoformat(),
        "first_batch": (begins + timedelta(days=first)).isoformat(),
        "second_batch": (begins + timedelta(days=second)).isoformat(),
        "materials": ["insurance", "rd_staff", "operation", "ip_manager"],
        **scope,
    }


def handed_in(month: date, insured: int, *, weak: bool = False) -> Row:
    return {
        "insured_count": insured,
        "insured_month": month.strftime("%Y-%m"),
        "rd_staff_count": min(insured, 3 if weak else 12),
        "rd_staff": STAFF,
        "ip_manager": "知识产权负责人",
        "innovation": "本年度没有在研项目。" if weak else "在研项目三个，研发记录完整。",
        "operation": "近半年没有销售。" if weak else "正常经营，有销售合同和纳税记录。",
        "agreement": "explained",
        "explanation": "人数按最近一个月社保证明填写。",
        "signer": "法定代表人",
        "truthful": True,
    }


CHECKED: Row = {
    "insurance": "complete", "rd_staff": "complete", "operation": "complete",
    "register": "agrees", "outcome": "complete",
}  # fmt: skip
TO_CORRECT: Row = CHECKED | {
    "operation": "missing",
    "outcome": "correction",
    "notice": "请补充近一年的销售合同或纳税记录，并写明研发项目的分工。",
}
GOOD: Row = {
    "innovation": "yes", "operation": "yes", "proposal": "pass",
    "findings": "研发记录、合同和纳税记录相互印证。",
}  # fmt: skip
BAD: Row = {
    "innovation": "no", "operation": "doubtful", "proposal": "clear", "site_visit": True,
    "site_record": "注册地只有一间空房，无人办公。",
    "findings": "没有研发记录，近半年没有经营活动。",
}  # fmt: skip
PASSED: Row = {"outcome": "pass", "reasons": "有实际创新和经营活动。"}
TO_CLEAR: Row = {"outcome": "clear", "reasons": "没有实际创新和经营活动。"}
HEARD: Row = {
    "position": "object",
    "statement": "研发团队已迁至新址，附租赁合同和项目合同。",
    "signer": "法定代表人",
}


def cleared(day: date) -> Row:
    return {
        "outcome": "clear",
        "effective_on": day.isoformat(),
        "legal_basis": LEGAL_BASIS,
        "reasons": "没有实际创新和经营活动，陈述意见没有证据支持。",
    }
