"""An application as an intake officer types it in, on the town's first day."""

from __future__ import annotations

from typing import Any

DAY = "2026-03-02"


def application(code: str = "91330106MA27X0000A", **changes: Any) -> dict[str, Any]:
    return {
        "center": "zhejiang",
        "entity_name": "杭州示例有限公司",
        "has_code": True,
        "entity_code": code,
        "entity_type": "enterprise",
        "registered_address": "杭州市西湖区示例路1号",
        "district_code": "330106",
        "legal_representative": "张某",
        "insured_count": 20,
        "insured_month": "2026-01",
        "contact_name": "李某",
        "contact_phone": "13800000000",
        "contact_email": "a@example.com",
        "industry": "新一代信息技术",
        "products": "传感器",
        "ipc_classes": ["G06F"],
        "rd_staff_count": 5,
        "ip_manager": "王某",
        "granted": {"inventions": 1, "utility_models": 2, "designs": 0},
        "expected": {"inventions": 1, "utility_models": 2, "designs": 0},
        "need_statement": "每年约有十件发明专利申请需要预审。",
        "past_cancellation": False,
        "commitment": {
            "agreed": True, "signer": "张某", "position": "法定代表人", "signed_on": DAY,
        },
    } | changes  # fmt: skip


def opening(code: str = "91330106MA27X0000A", **changes: Any) -> dict[str, Any]:
    return {"process_key": "admission_review", "values": application(code, **changes)}


COMPLETE = {"outcome": "complete"}
